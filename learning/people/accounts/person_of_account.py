"""The person of an account: found by an address that the account has verified, never by name."""

from contextlib import suppress

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language

from ..duplicates.merges import MergeRefused, merge
from ..models import Person

# For the audit log, which is written in one language.
BOTH_ADDRESSES = "Their account has confirmed both addresses."


@transaction.atomic
def claim(user, email, language=""):
    """The person of `user`, who has verified the address `email`: found by it, or made.

    Idempotent. Where the account has a person already, another one that is known by the address and has no account
    is merged into theirs.
    """
    rows = Person.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    found = list(rows.filter(Q(user=user) | Q(email=email.lower())))
    own = next((one for one in found if one.user_id == user.pk), None)
    known = next((one for one in found if one.email == email.lower()), None)
    if own is None:
        return _take(user, known, email, language).canonical
    if known and known.canonical != own.canonical and known.user_id is None:
        _count_as_one(known, own, user)
    return own.canonical


def _take(user, known, email, language):
    if known and known.user_id is None:
        known.user = user
        known.save(update_fields=["user"])
        return known
    if known:
        # The address was theirs and is no longer: it has been proved to be this account's.
        theirs = known.user.email
        known.email = "" if Person.objects.filter(email=theirs).exists() else theirs
        known.save(update_fields=["email"])
    return Person.objects.create(user=user, email=email, language=language or "en")


def _count_as_one(known, own, user):
    # Refused where staff have merged one of the two already, or set the two apart: then they decide.
    with suppress(MergeRefused):
        merge(known, into=own, by=user, reason=BOTH_ADDRESSES)


@transaction.atomic
def follow_address(user, email):
    """Give the account's person its new address. A person who had the address before is merged by now."""
    person = person_of(user)
    if person is None or person.email == email.lower():
        return
    for other in Person.objects.exclude(pk=person.pk).filter(email=email.lower()):
        other.email = ""
        other.save(update_fields=["email"])
    person.email = email
    person.save(update_fields=["email"])


def person_of(user):
    """The canonical person of a logged-in user, or None: for visitors and accounts without a verified address.

    Costs no query for the user of a request: `PeopleBackend` brought the person along.
    """
    person = getattr(user, "person", None) if user.is_authenticated else None
    return person and person.canonical


def on_email_confirmed(request, email_address, **kwargs):
    claim(email_address.user, email_address.email, get_language() or "en")


def on_email_changed(request, user, to_email_address, **kwargs):
    if to_email_address.verified:
        follow_address(user, to_email_address.email)


def on_logged_in(request, user, **kwargs):
    """Accounts made by an administrator meet their person at their first log-in."""
    address = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary").first()
    if address:
        claim(user, address.email, get_language() or "en")
