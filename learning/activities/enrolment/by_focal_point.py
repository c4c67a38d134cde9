"""Invitations by a focal point: people of their organisation are enrolled, others get an e-mail.

A focal point must not learn from it whether an address is known here, nor take people from another organisation. So
who isn't in their list is asked in the same words, known or not, and appears only by their own enrolment.
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

    Raises a `BusinessError` where its people can't enrol by themselves now. Returns `by_officer.Invited`: of those in the list.
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
    """Whether they neither have a place nor ever said no: who withdrew comes back by their own decision alone."""
    return enrolment is None or (enrolment.is_enrolled and enrolment.source == Source.REPLAY)


def _in_the_list(organisation, entries):
    """{address: person} of those who belong to it, by the address that its focal point sees of them and no other."""
    people = Person.objects.canonical().filter(counting_as("organisation", organisation), erased_on=None)
    return {person.email: person for person in people.filter(email__in=[entry.email for entry in entries])}


def _enrolments(activity, people):
    """{person id: enrolment}; where two rows are one person, the one that stands."""
    theirs = activity.enrolments.annotate(who=canonical_id("person")).filter(who__in=[person.pk for person in people])
    return {one.who: one for one in sorted(theirs, key=lambda one: one.status in STANDING)}
