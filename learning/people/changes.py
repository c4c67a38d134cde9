"""Changes of the details of a person or organisation, by themselves, by staff or by a file."""

from django.db import transaction
from django.dispatch import Signal

from .models import Organisation, Person

# Each is sent inside the transaction of the action: what keeps a copy of what changed follows.
# With `person` and `organisation_before`.
person_changed = Signal()
# With `organisations`, whose kind, place or memberships may be others now.
organisations_changed = Signal()
# By the class, with `rows`: canonical ones that more or fewer rows count as now.
counting_changed = Signal()


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


@transaction.atomic
def change_organisation(save):
    """Run `save`, which writes an edited organisation with its memberships and returns it."""
    organisation = save()
    organisations_changed.send(Organisation, organisations=[organisation])
    return organisation
