"""The addresses to which single sign-on providers send people back."""

import logging
from functools import wraps

from allauth.socialaccount.providers.google import views as google
from allauth.socialaccount.providers.microsoft import views as microsoft
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import redirect
from django.urls import path
from requests import RequestException

logger = logging.getLogger(__name__)
# What allauth raises over an answer that lacks a claim, or has one of another type than it should.
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, ImproperlyConfigured, RequestException)


def refuse_malformed_answers(view):
    """Wrap a view of allauth: an answer that it can't read leads to the error page, and changes nothing."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except MALFORMED as error:
            logger.warning("Unreadable answer of a single sign-on provider: %s", type(error).__name__)
            return redirect("socialaccount_login_error")

    return guarded


urlpatterns = [
    path("oidc/<provider_id>/login/", refuse_malformed_answers(openid_connect.login)),
    path("oidc/<provider_id>/login/callback/", refuse_malformed_answers(openid_connect.callback)),
    path("google/login/callback/", refuse_malformed_answers(google.oauth2_callback)),
    path("microsoft/login/callback/", refuse_malformed_answers(microsoft.oauth2_callback)),
]
