"""Consents to uses of personal data: giving and revoking."""

from django.db import transaction
from django.utils import timezone

from learning.people.canonical import counting_as
from learning.people.models import Person

from ..models import Consent


def consents_of(person):
    """Every yes of the canonical `person`, those of rows merged into them included, the latest first."""
    return Consent.objects.filter(counting_as("person", person)).order_by("-given_at", "-pk")


def current_consents(person):
    """{purpose: the consent that stands}."""
    return {consent.purpose: consent for consent in consents_of(person).filter(revoked_at=None)}


@transaction.atomic
def give(person, purpose):
    """Say yes. A yes that stands stays as it is, with its date."""
    person = _lock(person)
    return current_consents(person).get(purpose) or Consent.objects.create(
        person=person, purpose=Consent.Purpose(purpose), given_at=timezone.now()
    )


@transaction.atomic
def revoke(person, purpose):
    """Take a yes back; the row stays, with both dates. Returns whether there was one."""
    person = _lock(person)
    return bool(consents_of(person).filter(purpose=purpose, revoked_at=None).update(revoked_at=timezone.now()))


def _lock(person):
    return Person.objects.select_for_update(of=("self",)).get(pk=person.canonical.pk)
