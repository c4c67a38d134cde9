"""Invitations by a focal point: people of their organisation are enrolled, others get an e-mail.

A focal point must not learn from the result whether an address is known, nor enrol people of another organisation. So
an address outside their organisation gets the same invitation, known or not, and appears in the list only once the
person enrols by themselves.
"""

from django.db import transaction
from django.utils.translation import get_language

from learning.people.canonical import canonical_id, counting_as
from learning.people.models import Person

from ..choices import EnrolmentStatus, Source
from ..notifications import enrolment_emails
from . import actions as enrolment_actions
from . import by_officer

STANDING = (EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING)


@transaction.atomic
def invite_colleagues(activity, entries, organisation, *, by):
    """Invite everyone of `entries` for the canonical `organisation`, in the name of the account `by`.

    Returns `by_officer.Invited` for the people of the organisation. Raises a `BusinessError` if its people can't enrol
    by themselves now.
    """
    activity = enrolment_actions.lock(activity)
    refused = enrolment_actions.refusal(activity, organisation)
    if refused:
        raise refused
    colleagues = _in_the_list(organisation, entries)
    enrolments = _enrolments(activity, colleagues.values())
    fresh, asked = [], []
    for entry in entries:
        person = colleagues.get(entry.email)
        enrolment = person and enrolments.get(person.pk)
        if person and _is_free(enrolment):
            fresh.append(entry)
        elif enrolment is None or enrolment.status not in STANDING:
            asked.append(entry)
    name = by.get_full_name()
    for entry in asked:
        enrolment_emails.invite(activity, entry.email, organisation, invited_by=name, language=get_language())
    return by_officer.invite(activity, fresh, organisation=organisation, by=by, invited_by=name)


def _is_free(enrolment):
    """Return whether the person may be enrolled: they have no enrolment, or only watched the recording.

    Someone who withdrew is not enrolled again except by themselves.
    """
    return enrolment is None or (enrolment.is_enrolled and enrolment.source == Source.REPLAY)


def _in_the_list(organisation, entries):
    """Return {address: person} of the organisation's people, by the one address that its focal point sees."""
    people = Person.objects.canonical().filter(counting_as("organisation", organisation), erased_on=None)
    return {person.email: person for person in people.filter(email__in=[entry.email for entry in entries])}


def _enrolments(activity, people):
    """Return {person id: enrolment}; of several rows of one person, an enrolled or waiting one."""
    theirs = activity.enrolments.annotate(who=canonical_id("person")).filter(who__in=[person.pk for person in people])
    return {one.who: one for one in sorted(theirs, key=lambda one: one.status in STANDING)}
