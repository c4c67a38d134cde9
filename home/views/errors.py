"""Error pages in the site's design. The page for 500 uses no database, no session and no context processor."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from learning.core.files.disk_storage import NoRoomError, sentence

AWAY = (OperationalError, InterfaceError)


def bad_request(request, exception):
    return render(request, "home/400.html", status=400)


def permission_denied(request, exception):
    return render(request, "home/403.html", {"said": str(exception)}, status=403)


def csrf_failure(request, reason=""):
    return permission_denied(request, "")


def too_many(request):
    """Return 429: the longest rate limit lasts five minutes (learning.account_settings)."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "300"
    return response


def page_not_found(request, exception):
    return render(request, "home/404.html", status=404)


def server_error(request):
    """Return 500; 503 if the database is not available, and 507 if the disk is full, wherever the error occurred."""
    fault = sys.exc_info()[1]
    status = 503 if isinstance(fault, AWAY) else 507 if isinstance(fault, NoRoomError) else 500
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "30"} if status == 503 else {})
    page = get_template("home/500.html").render({"is_away": status == 503, "no_room": status == 507 and sentence()})
    return HttpResponse(page, status=status, headers=headers)
