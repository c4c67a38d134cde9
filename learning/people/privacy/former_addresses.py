"""Former addresses of people, stored so that erasure finds e-mails to them."""

from allauth.account.models import EmailAddress

from ..models import FormerAddress, Person


def note(person: Person, email: str) -> None:
    if email:
        FormerAddress.objects.get_or_create(person=person, email=email.lower())


def on_person_saved(sender, instance, created, **kwargs):
    """The address that the row had when it was read."""
    before, instance.email_as_read = instance.email_as_read, instance.email
    if not created and before != instance.email:
        note(instance, before)


def on_account_address_deleted(sender, instance, **kwargs):
    """An address that an account had or was to have: a link to confirm it was sent there."""
    person = Person.objects.filter(user=instance.user_id).exclude(email=instance.email).first()
    if person is not None:
        note(person, instance.email)


def of(rows) -> set[str]:
    """Former addresses of these people that nobody else has now."""
    former = set(FormerAddress.objects.filter(person__in=rows).values_list("email", flat=True))
    others = Person.objects.filter(email__in=former).exclude(pk__in=[row.pk for row in rows])
    accounts = EmailAddress.objects.filter(email__in=former).exclude(user__in=[row.user_id for row in rows])
    return former - {*others.values_list("email", flat=True), *accounts.values_list("email", flat=True)}
