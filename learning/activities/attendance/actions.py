"""Attendance actions: record and withdraw evidence of presence, and settle what follows from it."""

from django.db import transaction
from django.utils import timezone

from .. import signals
from ..assignments.requirements import passed_moments, still_asked
from ..choices import Completion
from ..enrolment.actions import lock
from ..joint.group import JointRows
from ..joint.rows import ids_of
from ..models import Enrolment, Presence
from . import presence as evidence

# Key, in `sessions_attended`, of the sessions attended by all rows of a person together.
TOGETHER = None


@transaction.atomic
def record(enrolment, session, starts_at, ends_at, *, source, mode=Presence.Mode.LIVE, batch=None):
    """Add one presence and settle what it proves. The same presence is stored once. Returns the presence."""
    activity = lock(enrolment.activity)
    presence, _is_new = Presence.objects.get_or_create(
        enrolment=enrolment,
        session=session,
        starts_at=starts_at,
        ends_at=ends_at,
        source=source,
        mode=mode,
        batch=batch,
        withdrawn_at=None,
    )
    settle(activity, enrolment)
    return presence


def check_in(enrolment, session, *, batch=None):
    """Add a check-in by an officer or trainer: the whole session counts, whatever its length."""
    return record(enrolment, session, session.starts_at, session.ends_at, source=Presence.Source.CHECK_IN, batch=batch)


@transaction.atomic
def undo_check_in(enrolment, session):
    """Withdraw every check-in of the person to `session`, on whichever of their rows."""
    activity = lock(enrolment.activity)
    standing = Presence.objects.filter(
        enrolment__in=ids_of(enrolment), session=session, source=Presence.Source.CHECK_IN, withdrawn_at=None
    )
    attended = sessions_attended(activity, enrolment)
    if standing.update(withdrawn_at=timezone.now()):
        settle(activity, enrolment, attended)


@transaction.atomic
def take_back(batch):
    """Withdraw all evidence of a batch, so that every figure is as it was before. Idempotent."""
    activity = lock(batch.activity)
    now = timezone.now()
    standing = batch.presences.filter(withdrawn_at=None)
    rows = Enrolment.all_rows.filter(presences__in=standing).select_related("merged_into").distinct()
    touched = {row.leading.pk: row.leading for row in rows}.values()
    before = {enrolment: sessions_attended(activity, enrolment) for enrolment in touched}
    standing.update(withdrawn_at=now)
    batch.taken_back_at = batch.taken_back_at or now
    batch.save(update_fields=["taken_back_at"])
    for enrolment, attended in before.items():
        settle(activity, enrolment, attended)


def sessions_attended(activity, enrolment):
    """Return {row id: sessions attended by the evidence on that row} of the person.

    The key TOGETHER has the sessions attended by the evidence of all rows. A session is attended by a check-in, or by
    presence for the activity's minimum (all of a session that is shorter).
    """
    found = {pk: [] for pk in ids_of(enrolment)}
    presences = evidence.live_presences(list(found))
    for presence in presences:
        found[presence.enrolment_id].append(presence)
    found[TOGETHER] = presences
    return {key: evidence.attended(activity, there) for key, there in found.items()}


def settle(activity, enrolment, attended_before=None):
    """Write the facts that the evidence proves now. The caller holds the activity's lock.

    `attended_before` is the result of `sessions_attended` before evidence was withdrawn; None if evidence was added.
    """
    group = JointRows.of(activity, enrolment)
    lost_before = attended_before or {}
    for row in group.rows:
        _settle_row(activity, row, lost_before.get(row.pk))
    keeps = not _lost_completion(group, lost_before.get(TOGETHER))
    visible = group.write(keeps_completion=keeps)
    enrolment.refresh_from_db()
    _announce(visible, group.before)


def _settle_row(activity, row, attended_before):
    """Write the facts that the evidence on one row proves by itself."""
    presences = evidence.live_presences([row])
    row.live_time = evidence.time_there(presences)
    row.attended_on = evidence.attended_on(activity, presences)
    row.replayed_on = evidence.replayed_on(activity, [row])
    row.participated_on = min(filter(None, [row.attended_on, row.started_on]), default=None)
    if activity.completion == Completion.ATTENDANCE:
        _settle_completion(activity, row, evidence.attended(activity, presences), attended_before)
    row.save()


def _lost_completion(group, attended_before):
    """Return whether a session that completed the activity is no longer attended by any row of the person."""
    if group.is_single or attended_before is None:
        return False
    attended = evidence.attended(group.activity, evidence.live_presences(group.rows))
    at, by = group.before.completed
    lost = [session for session in attended_before if session not in attended]
    return by == Completion.ATTENDANCE and any(one.ends_at <= at for one in lost)


def _announce(enrolment, before):
    """Send signals for a new completion and for a lost completion or participation."""
    completed_at, participated_on = before.completed.at, before.participated_on
    if enrolment.completed_at and not completed_at:
        signals.enrolment_completed.send(Enrolment, enrolment=enrolment, writes=False)
    if (completed_at and not enrolment.completed_at) or (participated_on and not enrolment.participated_on):
        signals.evidence_withdrawn.send(Enrolment, enrolment=enrolment)


def _settle_completion(activity, enrolment, attended, attended_before):
    """Set or remove, on `enrolment` unsaved, the completion by share of sessions.

    It is set once, at the end of the session that reached the share or, if a required assignment was passed later, at
    that moment. A session added later removes no completion: only withdrawn evidence does. Any other completion stays.
    """
    lost = [session for session in attended_before or [] if session not in attended]
    if enrolment.completed_by == Completion.ATTENDANCE and any(one.ends_at <= enrolment.completed_at for one in lost):
        enrolment.completed_at, enrolment.completed_by = None, ""
    held = activity.sessions.count()
    needed = -(-held * activity.attendance_share // 100)
    if held and len(attended) >= needed and enrolment.completed_at is None and not still_asked(activity, [enrolment]):
        moments = [attended[needed - 1].ends_at, *passed_moments([enrolment])]
        enrolment.completed_at, enrolment.completed_by = max(moments), Completion.ATTENDANCE
