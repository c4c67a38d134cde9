"""An enrolment's own copy of who someone came for: taken at enrolment, retaken until it begins, then frozen.

Every figure by organisation, region, membership or gender stands on this copy (counting.md).
"""

from django.utils import timezone

from .models import Enrolment


def is_frozen(enrolment):
    return enrolment.participated_on is not None or enrolment.activity.has_started


def stamp(enrolment, organisation):
    """Write the copy onto `enrolment`, unsaved. Membership is that of the activity's first day."""
    body = organisation and organisation.canonical
    day = enrolment.activity.counts_membership_on or timezone.localdate()
    enrolment.organisation = organisation
    enrolment.organisation_kind = body.kind if body else ""
    enrolment.country = body.country if body else ""
    enrolment.region = body.region if body else ""
    enrolment.is_member = bool(body and body.is_member_on(day))
    enrolment.gender = enrolment.person.canonical.gender


def retake(enrolments):
    """Take the copy again for those of `enrolments` that have not begun."""
    for enrolment in enrolments.select_related("activity", "person", "organisation").filter(participated_on=None):
        if not is_frozen(enrolment):
            stamp(enrolment, enrolment.organisation)
            enrolment.save()


def follow_person(person, organisation_before):
    """After a change of profile: enrolments still to begin take the new gender, and the new organisation where
    they were made for the old one."""
    enrolments, left = Enrolment.objects.of(person), _counting(organisation_before)
    for enrolment in enrolments.select_related("activity", "person", "organisation").filter(participated_on=None):
        if is_frozen(enrolment):
            continue
        unchanged = _counting(enrolment.organisation) == left
        stamp(enrolment, person.organisation if unchanged else enrolment.organisation)
        enrolment.save()


def _counting(organisation):
    return organisation and organisation.canonical


def on_person_changed(sender, person, organisation_before, **kwargs):
    follow_person(person, organisation_before)
