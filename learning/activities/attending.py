"""Evidence that someone was there, and what follows from it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from . import stretches
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
    if standing.update(withdrawn_at=timezone.now()):
        settle(activity, enrolment)


@transaction.atomic
def take_back(batch):
    """Withdraw all evidence of a batch: every figure is as it was before it. Idempotent."""
    activity = lock(batch.activity)
    now = timezone.now()
    standing = batch.presences.filter(withdrawn_at=None)
    touched = list(Enrolment.objects.filter(presences__in=standing).distinct())
    standing.update(withdrawn_at=now)
    batch.taken_back_at = batch.taken_back_at or now
    batch.save(update_fields=["taken_back_at"])
    for enrolment in touched:
        settle(activity, enrolment)


def live_stretches(enrolment):
    """What counts of each session: {session: [(from, to), …]}, joined and clipped to the session.

    A check-in is the whole session, so it needs no rule of its own but that of short sessions, see `attended`.
    """
    found = {}
    presences = enrolment.presences.filter(mode=Presence.Mode.LIVE, withdrawn_at=None).select_related("session")
    for presence in presences:
        found.setdefault(presence.session, []).append((presence.starts_at, presence.ends_at))
    return {
        session: stretches.clip(stretches.union(pairs), session.starts_at, session.ends_at)
        for session, pairs in found.items()
    }


def live_minutes(enrolment):
    """Minutes present live, each moment once: what learning hours are made of."""
    return sum(stretches.total(pairs, timedelta()).total_seconds() for pairs in live_stretches(enrolment).values()) / 60


def sessions_attended(activity, enrolment):
    """The sessions someone was checked in to or present at for the activity's minimum (of a shorter one, all)."""
    checked_in = set(
        enrolment.presences.filter(source=Presence.Source.CHECK_IN, withdrawn_at=None).values_list(
            "session_id", flat=True
        )
    )
    minimum = timedelta(minutes=activity.minimum_minutes)
    attended = [
        session
        for session, pairs in live_stretches(enrolment).items()
        if session.pk in checked_in
        or stretches.total(pairs, timedelta()) >= min(minimum, session.ends_at - session.starts_at)
    ]
    return sorted(attended, key=lambda session: session.starts_at)


def settle(activity, enrolment):
    """Write the facts that the evidence now proves. The caller holds the activity's lock."""
    enrolment.refresh_from_db()
    attended = sessions_attended(activity, enrolment)
    enrolment.attended_on = attended[0].day if attended else _day_of_many_short_stays(activity, enrolment)
    enrolment.replayed_on = _replayed_on(enrolment)
    enrolment.participated_on = min(filter(None, [enrolment.attended_on, enrolment.started_on]), default=None)
    if activity.completion == Completion.ATTENDANCE:
        _settle_completion(activity, enrolment, attended)
    enrolment.save()


def _day_of_many_short_stays(activity, enrolment):
    """Short stays in several sessions add up to an attendee: the minimum is the activity's, not the session's."""
    live = live_stretches(enrolment)
    together = sum((stretches.total(pairs, timedelta()) for pairs in live.values()), timedelta())
    if not live or together < timedelta(minutes=activity.minimum_minutes):
        return None
    return min(session.day for session in live)


def _replayed_on(enrolment):
    seen = [viewing.first_seen_at.date() for viewing in enrolment.viewings.all() if viewing.seconds >= REPLAY_SECONDS]
    replays = enrolment.presences.filter(mode=Presence.Mode.REPLAY, withdrawn_at=None)
    pairs = stretches.union([(presence.starts_at, presence.ends_at) for presence in replays])
    if stretches.total(pairs, timedelta()) >= timedelta(seconds=REPLAY_SECONDS):
        seen.append(pairs[0][0].date())
    return min(seen, default=None)


def _settle_completion(activity, enrolment, attended):
    """By share of sessions; stamped with the end of the session that reached it. An officer's mark stands."""
    if enrolment.completed_by == Completion.OFFICER:
        return
    held = activity.sessions.count()
    needed = -(-held * activity.attendance_share // 100)
    if held and len(attended) >= needed:
        enrolment.completed_at = enrolment.completed_at or attended[needed - 1].ends_at
        enrolment.completed_by = Completion.ATTENDANCE
    else:
        enrolment.completed_at, enrolment.completed_by = None, ""
