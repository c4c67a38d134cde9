"""The second factor: who needs one, who has shown one in this session, and where to show it."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import BaseViewRestriction

ADMIN = "/admin/"
# Where second factors are made, changed and taken away.
PROOFS = "/accounts/2fa/"
BEGAN, SEEN, PROVED = "staff_session_began", "staff_session_seen", "second_factor_proved"
# The settings that say whether a role takes a second factor.
FOR_STAFF, FOR_FOCAL_POINTS = "SECOND_FACTOR_FOR_STAFF", "SECOND_FACTOR_FOR_FOCAL_POINTS"


class SecondFactorNeeded(Exception):
    """Raised by a view whose page is the reader's by a role, once they have shown their second factor."""


def is_staff(user):
    """Whether `user` has any role."""
    return user.is_authenticated and (user.is_superuser or getattr(user, "has_role", False))


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


def guard_restricted_content(request, restrictions):
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
