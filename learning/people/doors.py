"""What stands between people and the admin: a role, a second factor, and sessions that end."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import BaseViewRestriction

ADMIN, DOOR = "/admin/", "/admin/login/"
# Where second factors are made, changed and taken away; and, below it, where they are shown.
PROOFS, SHOWING = "/accounts/2fa/", ("/authenticate/", "/reauthenticate/", "/login/")
BEGAN, SEEN, PROVED = "staff_session_began", "staff_session_seen", "second_factor_proved"
# Wagtail's editor asks by itself, every few seconds, who else is editing: that is nobody at work.
BY_ITSELF = "/admin/editing-sessions/"
# The settings that say whether a role takes a second factor.
FOR_STAFF, FOR_FOCAL_POINTS = "SECOND_FACTOR_FOR_STAFF", "SECOND_FACTOR_FOR_FOCAL_POINTS"
# How exactly the last moment of activity is known, in seconds: a session isn't written at every request.
EXACT_TO = 60


class SecondFactorNeeded(Exception):
    """Raised by a view whose page is the reader's by a role, once they have shown their second factor."""


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


class AdminForStaff:
    """403 in the admin for who is logged in and has no part in it: Wagtail would send them to log in, for ever."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        inside = request.path.startswith(ADMIN) and request.path != DOOR
        if inside and request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied(
                _("The editors' side is for the association's staff, and this account has no role there.")
            )


class SecondFactorForStaff:
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


def lacks_second_factor(request, setting=FOR_STAFF):
    """Whether someone who is logged in still has to show one before what opens by a role opens.

    `setting` names the setting that says whether the role takes one.
    """
    needs = getattr(settings, setting) and request.user.is_authenticated
    return needs and not has_shown_second_factor(request)


def to_second_factor(request):
    section = ADMIN if request.path.startswith(ADMIN) else PROOFS
    after = {"next": request.get_full_path() if request.method == "GET" else section}
    if is_mfa_enabled(request.user):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode(after)}")
    messages.info(request, _why_second_factor(request))
    return redirect("mfa_index")


def _why_second_factor(request):
    if request.path.startswith(ADMIN):
        return _("The editors' side needs a second proof that it is you. Set it up here, once.")
    return _("The page you asked for needs a second proof that it is you. Set it up here, once.")


def has_shown_second_factor(request):
    """In this session, at log-in or after, or by setting it up."""
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    return is_mfa_enabled(request.user) and ("mfa" in methods or request.session.get(PROVED) == request.user.pk)


def guard_what_is_kept_for_some(request, restrictions):
    """Before a private page or document is served to someone who is logged in: 404 where it isn't for them; where
    it is theirs by a role, they show their second factor first. Visitors are asked to log in, by Wagtail."""
    if not request.user.is_authenticated:
        return None
    for restriction in restrictions:
        if not restriction.accept_request(request):
            raise Http404
        if restriction.restriction_type == BaseViewRestriction.GROUPS and lacks_second_factor(request):
            return to_second_factor(request)
    return None


def on_logged_in(request, user, **kwargs):
    request.session[BEGAN] = request.session[SEEN] = time.time()


def on_authenticator_added(request, user, authenticator, **kwargs):
    """Setting up one's first is showing it: it takes a code or a key."""
    others = user.authenticator_set.exclude(pk=authenticator.pk).exclude(type=authenticator.Type.RECOVERY_CODES)
    if not others.exists():
        request.session[PROVED] = user.pk
