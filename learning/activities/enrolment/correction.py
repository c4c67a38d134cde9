"""Correction of affiliation snapshots, frozen ones included: nothing else changes those (counting.md)."""

from dataclasses import dataclass

from django.db import transaction

from learning.people import audit_log

from .. import errors
from ..choices import Status
from ..joint.group import JointRows
from ..models import Enrolment
from . import affiliation_snapshot


@dataclass(frozen=True)
class Correction:
    """An enrolment with its new affiliation, unsaved, and the affiliation before."""

    enrolment: Enrolment
    before: affiliation_snapshot.Affiliation

    @property
    def after(self):
        return affiliation_snapshot.affiliation_of(self.enrolment)

    @property
    def is_needed(self):
        return self.before != self.after


@transaction.atomic
def correct_snapshots(enrolments, organisation, *, by, reason):
    """Write the affiliation of `organisation` onto `enrolments` (a queryset).

    If `organisation` is None, the data of each enrolment's own organisation is read again. Membership stays that of the
    activity's first session day, and gender is not changed. Returns the corrections that were needed; each is recorded
    in the audit log with `reason`. Raises `ReopenFirst` if figures of an activity are confirmed; then nothing is
    written.
    """
    corrections = corrections_of(affiliation_snapshot.locked(enrolments), organisation)
    refuse_confirmed(corrections)
    needed = [one for one in corrections if one.is_needed]
    for one in needed:
        _write(one.enrolment, organisation)
        audit_log.record(audit_log.Action.RESTAMPED, by, one.enrolment, reason=reason, details=_codes(one))
    return needed


def _write(enrolment, organisation):
    """Save the affiliation; for joint rows on every row, so that each keeps it when the rows are separated."""
    if not enrolment.speaks_for_others:
        enrolment.save(update_fields=affiliation_snapshot.Affiliation._fields)
        return
    group = JointRows.of(enrolment.activity, enrolment)
    for row in group.rows:
        affiliation_snapshot.take_affiliation(row, organisation or row.organisation)
        row.save(update_fields=affiliation_snapshot.Affiliation._fields)
    group.write()


def look(enrolments, organisation):
    """Return the corrections that `correct_snapshots` would make, including those not needed. Nothing is written."""
    return corrections_of(affiliation_snapshot.with_sources(enrolments), organisation)


def corrections_of(enrolments, organisation):
    members_on, found = affiliation_snapshot.members_by_day(), []
    for enrolment in enrolments:
        before = affiliation_snapshot.affiliation_of(enrolment)
        affiliation_snapshot.take_affiliation(enrolment, organisation or enrolment.organisation, members_on)
        found.append(Correction(enrolment, before))
    return found


def refuse_confirmed(corrections):
    if any(one.enrolment.activity.status == Status.CONFIRMED for one in corrections):
        raise errors.ReopenFirst()


def _codes(one):
    """Return {field: "before → after"} of what changed, as ids and codes."""
    pairs = zip(affiliation_snapshot.Affiliation._fields, one.before, one.after, strict=True)
    return {name: f"{_code(before)} → {_code(after)}" for name, before, after in pairs if before != after}


def _code(value):
    return getattr(value, "pk", value)
