"""Who may be written to: the one query that every sender of e-mail and every export of addresses uses.

Not someone who was erased or has no address, nor whose accounts are all deactivated, nor whose address a mail server
refused for good.
"""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q

from learning.core.models import RefusedAddress

from .canonical import canonical_id
from .models import Person, User

# Mail that someone asks for at the door: also where an earlier mail was refused, as the mailbox may be there again.
OF_ACCOUNTS = "account/"


def reachable(people=None):
    """Those of the queryset `people` (default: all) who are canonical and may be written to."""
    people = Person.objects.all() if people is None else people
    refused = RefusedAddress.objects.filter(email=OuterRef("email"))
    return _not_deactivated(people.canonical().filter(erased_on=None)).exclude(email="").exclude(Exists(refused))


def may_be_written_to(address: str, purpose: str = "") -> bool:
    """Whether a mail may go to this address. One that belongs to nobody here may get an invitation or a confirmation.

    Delivery checks this for every e-mail, whichever app composed it.
    """
    address = address.lower()
    if not purpose.startswith(OF_ACCOUNTS) and RefusedAddress.objects.filter(email=address).exists():
        return False
    if _accounts_at(address).exists():
        return False
    person = Person.objects.filter(email=address).select_related("merged_into__merged_into").first()
    return person is None or _not_deactivated(Person.objects.filter(pk=person.canonical.pk)).exists()


def _not_deactivated(people):
    """A person with one active account and another that is deactivated is no less there."""
    closed = Person.objects.filter(user__is_active=False).order_by().values(who=canonical_id())
    active = User.objects.filter(
        Q(person=OuterRef("pk"))
        | Q(person__merged_into=OuterRef("pk"))
        | Q(person__merged_into__merged_into=OuterRef("pk")),
        is_active=True,
    )
    return people.filter(~Q(pk__in=closed) | Exists(active))


def _accounts_at(address):
    """Deactivated accounts whose own address this is, with or without a person."""
    verified = EmailAddress.objects.filter(email=address, verified=True, user=OuterRef("pk"))
    return User.objects.filter(Q(email=address) | Exists(verified), is_active=False)
