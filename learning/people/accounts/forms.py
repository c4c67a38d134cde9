"""allauth's forms with the labels and texts of this site."""

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as proofs
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as keys
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from . import email_addresses
from .email_addresses import AddressFieldsMixin

ADDRESS, PASSWORD, NEW_PASSWORD = _("E-mail address"), _("Password"), _("New password")
RULES = _("At least 10 characters, not only digits. A few words that you alone would put together are best.")


class PlainLabelsMixin:
    """Labels instead of placeholders, and one sentence instead of a list of rules."""

    words = {}
    hints = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class LogInForm(AddressFieldsMixin, PlainLabelsMixin, forms.LoginForm):
    words = {"login": ADDRESS, "password": PASSWORD}
    address_fields = ("login",)

    def clean_login(self):
        typed = super().clean_login()
        return typed if email_addresses.is_of_an_account(typed) else email_addresses.normalised_or_none(typed) or typed


class SignUpForm(AddressFieldsMixin, PlainLabelsMixin, forms.SignupForm):
    words = {"email": ADDRESS, "password1": PASSWORD}
    hints = {
        "email": _("Your work address, if you have one: we recognise many organisations by it."),
        "password1": RULES,
    }

    def try_save(self, request):
        """Two sign-ups with one new address at the same moment: the later one finds an account, as if it had come
        an hour later."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class NewAddressForm(AddressFieldsMixin, PlainLabelsMixin, forms.AddEmailForm):
    words = {"email": _("New e-mail address")}


class ChangePasswordForm(PlainLabelsMixin, forms.ChangePasswordForm):
    words = {"oldpassword": _("Present password"), "password1": NEW_PASSWORD, "password2": _("New password, again")}
    hints = {"password1": RULES}


class SetPasswordForm(PlainLabelsMixin, forms.SetPasswordForm):
    words = {"password1": PASSWORD, "password2": _("Password, again")}
    hints = {"password1": RULES}


class ForgottenPasswordForm(AddressFieldsMixin, PlainLabelsMixin, forms.ResetPasswordForm):
    words = {"email": ADDRESS}

    def clean_email(self):
        """allauth finds the accounts of the one spelling; the mail goes to it too, not to what was typed."""
        super().clean_email()
        return get_adapter().clean_email(self.cleaned_data["email"].lower())


class NewPasswordForm(PlainLabelsMixin, forms.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": _("New password, again")}
    hints = {"password1": RULES}


class PasswordAgainForm(PlainLabelsMixin, forms.ReauthenticateForm):
    words = {"password": PASSWORD}


CODE = _("Code")


class CodeForm(PlainLabelsMixin, proofs.AuthenticateForm):
    words = {"code": CODE}


class CodeAgainForm(PlainLabelsMixin, proofs.ReauthenticateForm):
    words = {"code": CODE}


class SetUpAppForm(PlainLabelsMixin, apps.ActivateTOTPForm):
    words = {"code": CODE}


class NewKeyForm(PlainLabelsMixin, keys.AddWebAuthnForm):
    words = {"name": _("Name of the key"), "passwordless": _("I can log in with it instead of my password")}
    hints = {"passwordless": _("It then asks for your finger, face or PIN each time.")}


class KeyNameForm(PlainLabelsMixin, keys.EditWebAuthnForm):
    words = {"name": _("Name of the key")}
