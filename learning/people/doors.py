"""What stands between staff and the admin: a second factor, and sessions that end."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

ADMIN = "/admin/"
BEGAN, SEEN, PROVED = "staff_session_began", "staff_session_seen", "second_factor_proved"
# Wagtail's editor asks by itself, every few seconds, who else is editing: that is nobody at work.
BY_ITSELF = "/admin/editing-sessions/"
# How exactly the last moment of activity is known, in seconds: a session isn't written at every request.
EXACT_TO = 60


def is_staff(user):
    """Whether `user` has any role."""
    return user.is_authenticated and (user.is_superuser or getattr(user, "has_role", False))


class StaffSessionLimits:
    """A session of staff ends after STAFF_IDLE_MINUTES without activity, and after STAFF_SESSION_HOURS at the latest."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_staff(request.user) and self.is_over(request, time.time()):
            logout(request)
            messages.info(
                request, _("You were logged out because this session was at rest or open for long. Log in again.")
            )
            return redirect_to_login(request.get_full_path() if request.method == "GET" else ADMIN)
        return self.get_response(request)

    @staticmethod
    def is_over(request, now):
        session = request.session
        began, seen = session.setdefault(BEGAN, now), session.get(SEEN, now)
        if now - began > settings.STAFF_SESSION_HOURS * 3600 or now - seen > settings.STAFF_IDLE_MINUTES * 60:
            return True
        if (SEEN not in session or now - seen > EXACT_TO) and not request.path.startswith(BY_ITSELF):
            session[SEEN] = now
        return False


class SecondFactorForStaff:
    """No page of the admin opens to someone who hasn't shown a second factor in this session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        wanted = settings.SECOND_FACTOR_FOR_STAFF and request.path.startswith(ADMIN) and request.user.is_authenticated
        if not wanted or has_shown_second_factor(request):
            return self.get_response(request)
        after = {"next": request.get_full_path() if request.method == "GET" else ADMIN}
        if is_mfa_enabled(request.user):
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode(after)}")
        messages.info(request, _("The editors' side needs a second proof that it is you. Set it up here, once."))
        return redirect("mfa_index")


def has_shown_second_factor(request):
    """In this session, at log-in or after, or by setting it up."""
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    return is_mfa_enabled(request.user) and ("mfa" in methods or request.session.get(PROVED) == request.user.pk)


def on_logged_in(request, user, **kwargs):
    request.session[BEGAN] = request.session[SEEN] = time.time()


def on_authenticator_added(request, user, **kwargs):
    """Setting it up is showing it: it takes a code or a key."""
    request.session[PROVED] = user.pk
