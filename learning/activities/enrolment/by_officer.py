"""Enrolment of others by an officer: pasted addresses, and people who come without enrolling."""

from dataclasses import dataclass, field

from django.db import transaction

from learning.people.models import Organisation, OrganisationDomain, Person
from learning.people.names import clean_name

from .. import errors
from ..attendance import actions as attendance_actions
from ..choices import EnrolmentStatus, Source
from ..models import Enrolment
from . import actions as enrolment_actions

STANDING = (EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING)


@dataclass
class Guest:
    """The person behind one pasted address.

    `person` is None for someone new; `organisation` is the one they would represent.
    """

    email: str
    name: str
    person: Person | None
    organisation: Organisation | None
    enrolment: Enrolment | None

    @property
    def is_there_already(self):
        return self.enrolment is not None and self.enrolment.status in STANDING


@dataclass
class Invited:
    """Result of an invitation: enrolments by their new status, and the guests for whom there was no place."""

    enrolled: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    full: list = field(default_factory=list)


def guests(activity, entries):
    """Return a `Guest` for each `pasted_addresses.PastedAddress`, each canonical person once. Three queries."""
    emails = [entry.email for entry in entries]
    found = Person.objects.filter(email__in=emails).select_related("organisation", "merged_into__merged_into")
    people = {person.email: person.canonical for person in found}
    standing = {}
    for enrolment in activity.enrolments.select_related("person__merged_into__merged_into").order_by("-id"):
        standing[enrolment.person.canonical.pk] = enrolment
    bodies = _bodies({email.rpartition("@")[2] for email in emails})
    met, listed = set(), []
    for entry in entries:
        person = people.get(entry.email)
        if person and person.pk in met:
            continue
        met.add(person and person.pk)
        body = (person and person.organisation) or bodies.get(entry.email.rpartition("@")[2])
        listed.append(Guest(entry.email, entry.name, person, body, standing.get(person and person.pk)))
    return listed


def _bodies(domains):
    found = OrganisationDomain.objects.filter(domain__in=domains).select_related(
        "organisation__merged_into__merged_into"
    )
    return {domain.domain: domain.organisation.canonical for domain in found}


@transaction.atomic
def invite(activity, entries, *, organisation=None, by=None, invited_by=""):
    """Enrol everyone of `entries`, or put them on the waiting list; create persons without account for new addresses.

    `organisation` is used for people whose own organisation is not known. People who are enrolled or waiting already
    stay unchanged, except viewers of the recording. The e-mails name `invited_by`, if given. Returns `Invited`.
    """
    activity = enrolment_actions.lock(activity)
    invited = Invited()
    for guest in guests(activity, entries):
        if guest.is_there_already and guest.enrolment.source != Source.REPLAY:
            continue
        try:
            enrolment = _enrol(activity, guest, guest.organisation or organisation, by=by, invited_by=invited_by)
        except errors.Full:
            invited.full.append(guest)
        else:
            (invited.enrolled if enrolment.is_enrolled else invited.waiting).append(enrolment)
    return invited


@transaction.atomic
def _enrol(activity, guest, organisation, **words):
    person = guest.person or _newcomer(guest.name, guest.email)
    _settle(person, organisation)
    return enrolment_actions.enrol(activity, person, organisation=organisation, source=Source.OFFICER, **words)


@transaction.atomic
def walk_in(session, *, name, email="", organisation=None, by=None):
    """Check in a person who attends without having enrolled. They take no place.

    A known address means its person; without an address, a new person is created. Raises `StillAhead` before the
    session's day.
    """
    if session.is_ahead:
        raise errors.StillAhead()
    activity = enrolment_actions.lock(session.activity)
    known = Person.objects.filter(email=email.lower()).first() if email else None
    person = known.canonical if known else _newcomer(name, email)
    _settle(person, organisation)
    enrolment = enrolment_actions.enrol(activity, person, organisation=organisation, source=Source.WALK_IN, by=by)
    attendance_actions.check_in(enrolment, session)
    return Enrolment.objects.get(pk=enrolment.pk)


def _newcomer(name, email):
    return Person.objects.create(name=clean_name(name), email=email)


def _settle(person, organisation):
    """Set `organisation` as the person's own if none was known."""
    if person.organisation_id is None and organisation is not None:
        person.organisation = organisation
        person.save(update_fields=["organisation"])
