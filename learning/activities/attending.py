"""Evidence that someone was there, and what follows from it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from . import signals, stretches
from .assignments.requiring import passed_moments, still_asked
from .choices import Completion
from .enrolling import lock
from .models import Enrolment, Presence

# "Replay viewer: saw at least 60 s of distinct recording" (counting.md).
REPLAY_SECONDS = 60


@transaction.atomic
def record(enrolment, session, starts_at, ends_at, *, source, mode=Presence.Mode.LIVE, batch=None):
    """Add one stretch of presence and settle what it proves. The same stretch twice is one."""
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
    """An officer saw them there: the whole session counts, whatever its length."""
    return record(enrolment, session, session.starts_at, session.ends_at, source=Presence.Source.CHECK_IN, batch=batch)


@transaction.atomic
def undo_check_in(enrolment, session):
    activity = lock(enrolment.activity)
    standing = enrolment.presences.filter(session=session, source=Presence.Source.CHECK_IN, withdrawn_at=None)
    attended = sessions_attended(activity, enrolment)
    if standing.update(withdrawn_at=timezone.now()):
        settle(activity, enrolment, attended)


@transaction.atomic
def take_back(batch):
    """Withdraw all evidence of a batch: every figure is as it was before it. Idempotent."""
    activity = lock(batch.activity)
    now = timezone.now()
    standing = batch.presences.filter(withdrawn_at=None)
    touched = Enrolment.objects.filter(presences__in=standing).distinct()
    before = {enrolment: sessions_attended(activity, enrolment) for enrolment in touched}
    standing.update(withdrawn_at=now)
    batch.taken_back_at = batch.taken_back_at or now
    batch.save(update_fields=["taken_back_at"])
    for enrolment, attended in before.items():
        settle(activity, enrolment, attended)


def live_minutes(enrolments):
    """Minutes present live, each moment once, by enrolment id: what learning hours are made of. One query."""
    return {pk: time_there(presences).total_seconds() / 60 for pk, presences in _by_enrolment(enrolments).items()}


def time_there(presences):
    """How long they are together, each moment of a session once, as a timedelta."""
    return _together(_joined(presences))


def _together(by_session):
    return sum((stretches.total(pairs, timedelta()) for pairs in by_session.values()), timedelta())


def _by_enrolment(enrolments):
    found = {enrolment.pk: [] for enrolment in enrolments}
    for presence in _live_presences(enrolments):
        found[presence.enrolment_id].append(presence)
    return found


def _live_presences(enrolments):
    standing = Presence.objects.filter(enrolment__in=enrolments, mode=Presence.Mode.LIVE, withdrawn_at=None)
    return standing.select_related("session")


def _joined(presences):
    """What counts of each session: {session: [(from, to), …]}, joined and clipped to the session.

    A check-in is the whole session as it stands now: one that is moved afterwards was attended all the same.
    """
    found = {}
    for presence in presences:
        of = presence.session if presence.source == Presence.Source.CHECK_IN else presence
        found.setdefault(presence.session, []).append((of.starts_at, of.ends_at))
    clipped = {
        session: stretches.clip(stretches.union(pairs), session.starts_at, session.ends_at)
        for session, pairs in found.items()
    }
    return {session: pairs for session, pairs in clipped.items() if pairs}


def sessions_attended(activity, enrolment):
    """The sessions someone was checked in to or present at for the activity's minimum (of a shorter one, all)."""
    return attended_by(activity, [enrolment])[enrolment.pk]


def presence_of(activity, enrolment):
    """(the sessions attended, {session: whole minutes there}) of one person. One query."""
    presences = list(_live_presences([enrolment]))
    there = {
        session: int(_together({session: pairs}).total_seconds() / 60) for session, pairs in _joined(presences).items()
    }
    return _attended(activity, presences), there


def attended_by(activity, enrolments):
    """The same of many, by enrolment id, each in order of time. One query."""
    return {pk: _attended(activity, presences) for pk, presences in _by_enrolment(enrolments).items()}


def _attended(activity, presences):
    checked_in = {presence.session for presence in presences if presence.source == Presence.Source.CHECK_IN}
    minimum = timedelta(minutes=activity.minimum_minutes)
    attended = [
        session
        for session, pairs in _joined(presences).items()
        if session in checked_in
        or stretches.total(pairs, timedelta()) >= min(minimum, session.ends_at - session.starts_at)
    ]
    return sorted(attended, key=lambda session: session.starts_at)


def settle(activity, enrolment, attended_before=None):
    """Write the facts that the evidence now proves. The caller holds the activity's lock.

    `attended_before` are the sessions attended before evidence was withdrawn; None where evidence was added.
    """
    enrolment.refresh_from_db()
    before = enrolment.completed_at, enrolment.participated_on
    presences = list(_live_presences([enrolment]))
    attended, live = _attended(activity, presences), _joined(presences)
    enrolment.live_time = _together(live)
    enrolment.attended_on = attended[0].day if attended else _day_of_many_short_stays(activity, live)
    enrolment.replayed_on = _replayed_on(enrolment)
    enrolment.participated_on = min(filter(None, [enrolment.attended_on, enrolment.started_on]), default=None)
    if activity.completion == Completion.ATTENDANCE:
        _settle_completion(activity, enrolment, attended, attended_before)
    enrolment.save()
    _announce(enrolment, *before)


def _announce(enrolment, completed_at, participated_on):
    """What was settled otherwise than before."""
    if enrolment.completed_at and not completed_at:
        signals.enrolment_completed.send(Enrolment, enrolment=enrolment, writes=False)
    if (completed_at and not enrolment.completed_at) or (participated_on and not enrolment.participated_on):
        signals.evidence_withdrawn.send(Enrolment, enrolment=enrolment)


def _day_of_many_short_stays(activity, live):
    """Short stays in several sessions add up to an attendee: the minimum is the activity's, not the session's."""
    if not live or _together(live) < timedelta(minutes=activity.minimum_minutes):
        return None
    return min(session.day for session in live)


def _replayed_on(enrolment):
    seen = [viewing.first_seen_at.date() for viewing in enrolment.viewings.all() if viewing.seconds >= REPLAY_SECONDS]
    replays = enrolment.presences.filter(mode=Presence.Mode.REPLAY, withdrawn_at=None)
    pairs = stretches.union([(presence.starts_at, presence.ends_at) for presence in replays])
    if stretches.total(pairs, timedelta()) >= timedelta(seconds=REPLAY_SECONDS):
        seen.append(pairs[0][0].date())
    return min(seen, default=None)


def _settle_completion(activity, enrolment, attended, attended_before):
    """By share of sessions; stamped once, with the end of the session that reached it or, where a required assignment was
    passed later, with that.

    A session added later un-completes nobody: only evidence that is withdrawn does. Any other completion stands.
    """
    lost = [session for session in attended_before or [] if session not in attended]
    if enrolment.completed_by == Completion.ATTENDANCE and any(one.ends_at <= enrolment.completed_at for one in lost):
        enrolment.completed_at, enrolment.completed_by = None, ""
    held = activity.sessions.count()
    needed = -(-held * activity.attendance_share // 100)
    if held and len(attended) >= needed and enrolment.completed_at is None and not still_asked(enrolment):
        moments = [attended[needed - 1].ends_at, *passed_moments(enrolment)]
        enrolment.completed_at, enrolment.completed_by = max(moments), Completion.ATTENDANCE
