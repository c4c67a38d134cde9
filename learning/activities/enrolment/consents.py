"""Consents to uses of personal data: giving and revoking."""

from django.db import transaction
from django.utils import timezone

from learning.people.canonical import counting_as
from learning.people.models import Person

from ..models import Consent


def consents_of(person):
    """List all consents of the canonical `person`, including those of merged rows, the latest first."""
    return Consent.objects.filter(counting_as("person", person)).order_by("-given_at", "-pk")


def current_consents(person):
    """Return {purpose: consent} of the consents that are not revoked."""
    return {consent.purpose: consent for consent in consents_of(person).filter(revoked_at=None)}


@transaction.atomic
def give(person, purpose):
    """Give a consent. An existing one that is not revoked is returned unchanged, with its date."""
    person = _lock(person)
    return current_consents(person).get(purpose) or Consent.objects.create(
        person=person, purpose=Consent.Purpose(purpose), given_at=timezone.now()
    )


@transaction.atomic
def revoke(person, purpose):
    """Revoke a consent; the row stays, with both dates. Returns whether there was one."""
    person = _lock(person)
    return bool(consents_of(person).filter(purpose=purpose, revoked_at=None).update(revoked_at=timezone.now()))


def _lock(person):
    return Person.objects.select_for_update(of=("self",)).get(pk=person.canonical.pk)
