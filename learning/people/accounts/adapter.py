import base64
import hashlib
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from learning.core.emails.options import AT_ONCE, EmailOptions
from learning.core.emails.rate_limits import Limit

from ..models import Person
from ..reachable import OF_ACCOUNTS
from . import address_confirmation, email_addresses, provider_claims

# Of each kind to one address, however many people request them.
MAILS_OF_ACCOUNTS = Limit(6, timedelta(hours=1))
LONGEST_ADDRESS = 254


class AccountAdapter(DefaultAccountAdapter):
    """allauth's mails speak the language of the person they go to, and bring newcomers back to where they came from."""

    def render_mail(self, template_prefix, *args, **kwargs):
        message = super().render_mail(template_prefix, *args, **kwargs)
        message.outbox = _options(template_prefix)
        return message

    def send_mail(self, template_prefix, email, context):
        person = Person.objects.filter(email=email.lower()).only("language").first()
        context = {**context, "site_name": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL}
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def validation_error(self, code, *args):
        """Too many tries are answered 429, not with a form that looks as if the next try could do."""
        if code in {"too_many_login_attempts", "rate_limited"}:
            raise ImmediateHttpResponse(respond_429(current.request))
        return super().validation_error(code, *args)

    def get_reset_password_from_key_url(self, key):
        return at_home(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request, emailconfirmation):
        """With `next`, for those who open their mail in another browser than the one they signed up in."""
        url = at_home(super().get_email_confirmation_url(request, emailconfirmation))
        wanted = get_next_redirect_url(request)
        return f"{url}?{urlencode({'next': wanted})}" if wanted else url

    def clean_email(self, email):
        """One spelling for each mailbox. An account from before that has the address as it was typed keeps it."""
        return email if email_addresses.is_of_an_account(email) else email_addresses.normalise(email)

    def confirm_email(self, request, email_address):
        """Confirming the first address of an account removes what others had set up with it before. A further address is
        confirmed by the person who is logged in to the account."""
        user = email_address.user
        if address_confirmation.had_verified_address(email_address):
            if request.user.pk == user.pk:
                return super().confirm_email(request, email_address)
            messages.error(request, _("Log in to your account first, then open the link in the mail again."))
            return False
        with transaction.atomic():
            confirmed = super().confirm_email(request, email_address)
            if confirmed:
                address_confirmation.drop_unproved_credentials(request, user)
        if confirmed and not address_confirmation.has_way_to_log_in(user):
            self._choose_password(request, user)
        return confirmed

    @staticmethod
    def _choose_password(request, user):
        messages.info(request, _("You opened the link in another browser: choose the password that you log in with."))
        url, wanted = address_confirmation.url_to_choose_password(user), get_next_redirect_url(request)
        raise ImmediateHttpResponse(redirect(f"{url}?{urlencode({'next': wanted})}" if wanted else url))

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        """Where another account has confirmed the address, its owner gets an e-mail instead of a link that could confirm nothing."""
        address = emailconfirmation.email_address
        if address.can_set_verified():
            return super().send_confirmation_mail(request, emailconfirmation, signup)
        return self.send_mail("account/email/address_taken", address.email, {})

    def send_account_already_exists_mail(self, email):
        """Takes as long as making an account does: the answer's time must not tell that there is one."""
        make_password(email)
        super().send_account_already_exists_mail(email)


def _options(template_prefix):
    """What the outbox must know of a mail of allauth: a link in it is worth nothing later than it works."""
    kind = template_prefix.rpartition("/")[2]
    lifetimes = {
        "password_reset_key": timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        "email_confirmation": timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS),
        "email_confirmation_signup": timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS),
    }
    expires_at = timezone.now() + lifetimes[kind] if kind in lifetimes else None
    return EmailOptions(purpose=f"{OF_ACCOUNTS}{kind}", expires_at=expires_at, priority=AT_ONCE, is_secret=True)


def at_home(url):
    """`url` at BASE_URL: whatever host and port a request came with, mail leads to this site."""
    parts = urlsplit(url)
    return settings.BASE_URL + parts.path + (f"?{parts.query}" if parts.query else "")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps are encrypted at rest, under SECRET_KEY."""

    def get_totp_issuer(self):
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text):
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _safe().decrypt(encrypted_text.encode()).decode()


def _safe():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second factor:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """An account from elsewhere tells who someone is; of what it says only the address is kept."""

    def list_apps(self, *args, **kwargs):
        """The environment alone switches providers on."""
        return super().list_apps(*args, **kwargs) if settings.SOCIALACCOUNT_PROVIDERS else []

    def get_app(self, request, provider, client_id=None):
        """404 where a provider is asked for that is not switched on."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as absent:
            raise Http404 from absent

    def populate_user(self, request, sociallogin, data):
        provider_claims.refuse_mixed_subjects(sociallogin.account)
        for address in sociallogin.email_addresses:
            address.verified = provider_claims.is_verified(sociallogin.account, address.email)
        sociallogin.account.extra_data = {}
        sociallogin.user.email = _valid_email(data.get("email"))
        return sociallogin.user

    @transaction.atomic
    def save_user(self, request, sociallogin, form=None):
        """The account, its address and its identity, or none of them."""
        return super().save_user(request, sociallogin, form)


def _valid_email(text):
    """Return the address that a provider names in its one spelling, "" where it is none that an account can have."""
    try:
        validate_email((text or "")[: LONGEST_ADDRESS + 1])
        if len(text) > LONGEST_ADDRESS:
            return ""
        return get_adapter().clean_email(text.lower())
    except ValidationError:
        return ""
