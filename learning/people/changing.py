"""A person's particulars, changed by themselves or by staff."""

from django.db import transaction
from django.dispatch import Signal

from .models import Person

# Sent inside the transaction, with `person` and `organisation_before`: what keeps a copy of either follows.
person_changed = Signal()


@transaction.atomic
def change(person, fields):
    """Save `fields` of `person`."""
    before = Person.objects.select_related("organisation").get(pk=person.pk).organisation
    person.save(update_fields=fields)
    person_changed.send(Person, person=person, organisation_before=before)
    return person
