from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def to_login(request):
    """Redirect from Wagtail's log-in forms to allauth's; keep a safe `next`."""
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return redirect(reverse("account_login") + ("?" + urlencode({"next": wanted}) if safe else ""))


def shut(request, **kwargs):
    raise Http404


def to_my_learning(request):
    """Redirect from allauth's addresses, which have no language prefix, to the page in the reader's language."""
    return redirect("my_learning")
