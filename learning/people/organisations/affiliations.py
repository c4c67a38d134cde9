"""Affiliations of people, confirmed or ended by the focal point of an organisation."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import LogContext

from learning.core.emails import deferred
from learning.core.emails.compose import compose
from learning.core.emails.options import EmailOptions

from .. import audit_log
from ..changes import change
from ..models import Organisation, Person
from ..reachable import reachable

LEFT = "people.left"


def belongs(person, organisation):
    """Whether the canonical `organisation` is the one `person` comes from."""
    return person.organisation is not None and person.organisation.canonical == organisation


@transaction.atomic
def confirm(person, organisation, *, by):
    """Say that `person` belongs to it, until they change their organisation. Returns whether that was news.

    Nothing happens to someone who doesn't belong to it any more.
    """
    person = _locked(person)
    if not belongs(person, organisation) or person.organisation_confirmed_on:
        return False
    person.organisation_confirmed_on = timezone.localdate()
    person.save(update_fields=["organisation_confirmed_on"])
    _record(by, person, organisation, "confirmed")
    return True


@transaction.atomic
def remove(person, organisation, *, by):
    """Say that `person` has left it, and tell them so by mail. Returns whether they belonged to it.

    What they took part in for it stays counted for it; what is still to begin comes for nobody until they say whom.
    """
    person = _locked(person)
    if not belongs(person, organisation):
        return False
    person.organisation = None
    with LogContext(user=by):
        change(person, ["organisation"])
    _record(by, person, organisation, "removed")
    if person.email:
        arguments = {"person_id": person.pk, "organisation_id": organisation.pk, "told_by": by.get_full_name()}
        deferred.enqueue(LEFT, person.email, arguments, EmailOptions(purpose="left", reference=f"person:{person.pk}"))
    return True


def _locked(person):
    rows = Person.objects.select_for_update(of=("self",)).select_related("organisation__merged_into__merged_into")
    return rows.get(pk=person.pk)


def _record(by, person, organisation, what):
    details = {"organisation": organisation.pk, "change": what}
    audit_log.record(audit_log.Action.AFFILIATION_CHANGED, by, person, details=details)


def compose_left(person_id, organisation_id, told_by):
    """The mail to who was removed, or None where they may not be written to."""
    organisation = Organisation.objects.get(pk=organisation_id)
    person = reachable(Person.objects.filter(pk=person_id)).first()
    if person is None:
        return None
    with translation.override(person.language):
        words = {"person": person, "organisation": organisation, "told_by": told_by, "base_url": settings.BASE_URL}
        return compose("left", person.email, words)
