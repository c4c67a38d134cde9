"""The affiliation snapshot of an enrolment: taken at enrolment, taken again until participation begins, then frozen.

Every figure by organisation, region, membership or gender is computed from the snapshot (counting.md). Only
`correction` changes a frozen one: a merge of organisations or a change of membership leaves it as it is.
"""

from functools import cache
from typing import NamedTuple

from learning.people.canonical import counting_as_one_of
from learning.people.models import Organisation

from ..joint.group import JointRows
from ..models import Activity, Enrolment
from ..sessions.local_days import today_in


class Affiliation(NamedTuple):
    """The part of a snapshot about the organisation that a person represented."""

    organisation: Organisation | None
    organisation_kind: str
    country: str
    region: str
    is_member: bool


COPY = (*Affiliation._fields, "gender")
AT_ONCE = 500


def is_frozen(enrolment):
    return enrolment.participated_on is not None or enrolment.activity.has_started


def take_snapshot(enrolment, organisation, members_on=None):
    """Write the snapshot onto `enrolment`, unsaved. Membership is that on the activity's first day."""
    take_affiliation(enrolment, organisation, members_on)
    enrolment.gender = enrolment.person.canonical.gender


def take_affiliation(enrolment, organisation, members_on=None):
    """Write the snapshot without the gender. `members_on` comes from `members_by_day`, for many enrolments."""
    body = organisation and organisation.canonical
    day = enrolment.activity.counts_membership_on or today_in(enrolment.activity)
    enrolment.organisation = organisation
    enrolment.organisation_kind = body.kind if body else ""
    enrolment.country = body.country if body else ""
    enrolment.region = body.region if body else ""
    enrolment.is_member = bool(body) and (body.pk in members_on(day) if members_on else body.is_member_on(day))


def affiliation_of(enrolment):
    return Affiliation(*(getattr(enrolment, name) for name in Affiliation._fields))


def members_by_day():
    """Return a function that returns the ids of the members on a day, with one query for each day."""
    return cache(lambda day: set(Organisation.objects.members_on(day).values_list("pk", flat=True)))


def retake_snapshots(enrolments):
    """Take the snapshots of those of `enrolments` again that have not begun."""
    members_on = members_by_day()
    _rewrite(enrolments, lambda row: take_snapshot(row, row.organisation, members_on))


def _rewrite(enrolments, write):
    """Call `write` for each of `enrolments` (of `all_rows`) that has not begun, and save the row's snapshot.

    Joint rows are given to `write` with their own values, and their joint facts are written afterwards.
    """
    joint = {}
    for row in locked(enrolments.filter(participated_on=None, activity__in=Activity.objects.not_begun())):
        if row.merged_into_id or row.speaks_for_others:
            joint[row.leading.pk] = row.leading
        else:
            write(row)
            row.save(update_fields=COPY)
    for lead in joint.values():
        group = JointRows.of(lead.activity, lead)
        for row in group.rows:
            write(row)
            row.save(update_fields=COPY)
        group.write()


def locked(enrolments):
    """`enrolments` as in `with_sources`, in the transaction of an action, under the locks of their activities: whoever
    settles attendance meanwhile waits, or is waited for."""
    lock(Activity.objects.filter(pk__in=enrolments.order_by().values("activity")))
    return with_sources(enrolments)


def with_sources(enrolments):
    """Return `enrolments` with the rows from which their snapshots are taken."""
    return (
        enrolments.select_related(
            "activity", "person__merged_into__merged_into", "organisation__merged_into__merged_into"
        )
        .select_related("merged_into__activity")
        .prefetch_related("activity__sessions")
    )


def lock(activities):
    list(activities.order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def follow_person(person, organisation_before):
    """Retake the snapshots of a person after a change of profile, for enrolments that have not begun.

    They take the new gender, and the new organisation if they were made for `organisation_before`.
    """
    left = _counting(organisation_before)

    def write(row):
        unchanged = _counting(row.organisation) == left
        take_snapshot(row, person.organisation if unchanged else row.organisation)

    _rewrite(Enrolment.all_rows.of(person), write)


def _counting(organisation):
    return organisation and organisation.canonical


def on_person_changed(sender, person, organisation_before, **kwargs):
    follow_person(person, organisation_before)


def on_organisations_changed(sender, organisations, **kwargs):
    """Take snapshots again after a change of kind, place, membership or merged rows."""
    _retake_of([body.canonical.pk for body in organisations])


def on_counting_changed(sender, rows, **kwargs):
    """Retake snapshots that are not frozen after a merge or unmerge of organisations; touch all enrolments concerned.

    For persons, `joint.merge_receivers` retakes the snapshots.
    """
    ids = [row.pk for row in rows]
    if sender is Organisation:
        _retake_of(ids)
    path = "organisation" if sender is Organisation else "person"
    Enrolment.all_rows.filter(counting_as_one_of(sender, ids, path)).touch()


def _retake_of(ids):
    """Enrolments at the same moment are waited for, or wait and read the new values."""
    lock(Activity.objects.not_begun())
    for start in range(0, len(ids), AT_ONCE):
        retake_snapshots(
            Enrolment.all_rows.filter(counting_as_one_of(Organisation, ids[start : start + AT_ONCE], "organisation"))
        )
