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
    if person.organisation_id != (before and before.pk):
        # Who confirmed that they belong to the one they leave said nothing about the new one.
        person.organisation_confirmed_on = None
        fields = [*fields, "organisation_confirmed_on"]
    person.save(update_fields=fields)
    person_changed.send(Person, person=person, organisation_before=before)
    return person
