"""How an account finds its person: by an address the account has verified, never by name."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import get_language

from .models import Person


@transaction.atomic
def claim(user, email, language=""):
    """The person of `user`, found by the verified address `email` or made.

    Idempotent. A person that another account already has stays theirs.
    """
    existing = Person.objects.select_for_update().filter(user=user).first()
    if existing:
        return existing.canonical
    known = Person.objects.select_for_update(of=("self",)).filter(email=email.lower()).first()
    if known is None:
        return Person.objects.create(user=user, email=email, language=language or "en")
    person = known.canonical
    if person.user_id is None:
        person.user = user
        person.save(update_fields=["user"])
    return person


def person_of(user):
    """The canonical person of a logged-in user, or None: for visitors and accounts without a verified address.

    Asked once a request: the answer is kept on `user`.
    """
    if not user.is_authenticated:
        return None
    if not hasattr(user, "_person_of"):
        person = Person.objects.select_related("organisation", "merged_into").filter(user=user).first()
        user._person_of = person and person.canonical
    return user._person_of


def on_email_confirmed(request, email_address, **kwargs):
    claim(email_address.user, email_address.email, get_language() or "en")


def on_logged_in(request, user, **kwargs):
    """Accounts made by an administrator meet their person at their first log-in."""
    address = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary").first()
    if address:
        claim(user, address.email, get_language() or "en")
