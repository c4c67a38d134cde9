"""Staff in the admin: a role, a second factor, and sessions that end."""

import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ..second_factor import (
    ADMIN,
    BEGAN,
    PROOFS,
    SEEN,
    SecondFactorNeeded,
    has_shown_second_factor,
    is_staff,
    lacks_second_factor,
    to_second_factor,
)

ADMIN_LOGIN = "/admin/login/"
# Below PROOFS: where second factors are shown.
SHOWING = ("/authenticate/", "/reauthenticate/", "/login/")
# Wagtail's editor sends these requests every few seconds to find out who else is editing: they are no activity.
EDITING_PINGS = "/admin/editing-sessions/"
# How exactly the last moment of activity is known, in seconds: a session isn't written at every request.
EXACT_TO = 60


class StaffSessionMiddleware:
    """A session of staff ends after STAFF_IDLE_MINUTES without activity, and after STAFF_SESSION_HOURS at the latest."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_staff(request.user) and self.is_over(request, time.time()):
            logout(request)
            messages.info(
                request, _("You were logged out because you were inactive or logged in for a long time. Log in again.")
            )
            return redirect_to_login(request.get_full_path() if request.method == "GET" else ADMIN)
        return self.get_response(request)

    @staticmethod
    def is_over(request, now):
        session = request.session
        began, seen = session.setdefault(BEGAN, now), session.get(SEEN, now)
        if now - began > settings.STAFF_SESSION_HOURS * 3600 or now - seen > settings.STAFF_IDLE_MINUTES * 60:
            return True
        if (SEEN not in session or now - seen > EXACT_TO) and not request.path.startswith(EDITING_PINGS):
            session[SEEN] = now
        return False


class AdminAccessMiddleware:
    """403 in the admin for who is logged in and has no part in it: Wagtail would send them to log in, for ever."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        inside = request.path.startswith(ADMIN) and request.path != ADMIN_LOGIN
        if inside and request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied(
                _("The editors' side is for the association's staff, and this account has no role there.")
            )


class SecondFactorMiddleware:
    """No page of the admin opens to someone who hasn't shown a second factor in this session. Nor, to anyone who has
    one, does any page that could exchange it: a password alone must not. Other pages that open by a role raise
    `SecondFactorNeeded` (see `access`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.path.startswith(ADMIN) and lacks_second_factor(request):
            return to_second_factor(request)
        manages = request.path.startswith(PROOFS) and not request.path.endswith(SHOWING)
        if manages and request.user.is_authenticated and is_mfa_enabled(request.user):
            return None if has_shown_second_factor(request) else to_second_factor(request)
        return None

    def process_exception(self, request, exception):
        return to_second_factor(request) if isinstance(exception, SecondFactorNeeded) else None
