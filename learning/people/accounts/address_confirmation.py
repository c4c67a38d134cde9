"""Confirmation of an address: remove what was added to the account before by somebody who did not prove to own it.

Anyone can sign up with somebody else's address, or bring it along from a single sign-on provider that has not verified
it. Whoever confirms the address must not share the account with them.
"""

from allauth.account.authentication import get_authentication_records
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.adapter import get_adapter as get_sessions_adapter
from allauth.usersessions.models import UserSession
from django.urls import reverse

SIGNED_UP = "signed_up_with_password"
BY_PASSWORD = {"password", "password_reset", "mfa"}


def had_verified_address(email_address) -> bool:
    """Whether its account has another address that is verified: then the account is its owner's already."""
    others = EmailAddress.objects.filter(user_id=email_address.user_id, verified=True)
    return others.exclude(pk=email_address.pk).exists()


def drop_unproved_credentials(request, user) -> None:
    """Take from `user` every identity, password, second factor and session that the reader of this session has not
    used in it. Call it in the transaction that confirms the first address of `user`."""
    records = get_authentication_records(request, user)
    used = {(record.get("provider"), record.get("uid")) for record in records if record["method"] == "socialaccount"}
    for identity in user.socialaccount_set.all():
        if (identity.provider, identity.uid) not in used:
            identity.delete()
    knows_password = any(record["method"] in BY_PASSWORD for record in records)
    if not knows_password and request.session.get(SIGNED_UP) != user.pk:
        user.authenticator_set.all().delete()
        if user.has_usable_password():
            user.set_unusable_password()
            user.save(update_fields=["password"])
    others = [session for session in UserSession.objects.filter(user=user) if not session.is_current()]
    get_sessions_adapter().end_sessions(others)


def has_way_to_log_in(user) -> bool:
    return user.has_usable_password() or user.socialaccount_set.exists()


def url_to_choose_password(user) -> str:
    """Where the owner of an account without any way to log in chooses a password."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def on_signed_up(request, user, **kwargs):
    """Remember in the session of who signs up that the password is theirs."""
    if "sociallogin" not in kwargs:
        request.session[SIGNED_UP] = user.pk
