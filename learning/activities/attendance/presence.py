"""What presences and viewings prove of a person, each moment counted once over all of their rows."""

from datetime import timedelta

from ..joint.rows import leads_of
from ..models import Presence, Viewing
from ..sessions.local_days import day_of
from . import intervals

# "Replay viewer: saw at least 60 s of distinct recording" (counting.md).
REPLAY_SECONDS = 60


def live_presences(rows):
    """List the live, not withdrawn presences of these enrolments (objects or ids), with sessions. One query."""
    standing = Presence.objects.filter(enrolment__in=rows, mode=Presence.Mode.LIVE, withdrawn_at=None)
    return list(standing.select_related("session"))


def by_enrolment(enrolments):
    """Return {enrolment id: presences}, including those of merged rows."""
    leads = leads_of(enrolments)
    found = {enrolment.pk: [] for enrolment in enrolments}
    for presence in live_presences(list(leads)):
        found[leads[presence.enrolment_id]].append(presence)
    return found


def live_minutes(enrolments):
    """Return {enrolment id: minutes present live}, each moment once, for learning hours. One query."""
    return {pk: time_there(presences).total_seconds() / 60 for pk, presences in by_enrolment(enrolments).items()}


def time_there(presences):
    """Return the total time of `presences` as a timedelta, each moment of a session once."""
    return together(joined(presences))


def together(by_session):
    return sum((intervals.total(pairs, timedelta()) for pairs in by_session.values()), timedelta())


def joined(presences):
    """Return {session: [(from, to), …]}, joined and clipped to the session.

    A check-in covers the whole session as it is scheduled now: a session that is moved later still counts as attended.
    """
    found = {}
    for presence in presences:
        of = presence.session if presence.source == Presence.Source.CHECK_IN else presence
        found.setdefault(presence.session, []).append((of.starts_at, of.ends_at))
    clipped = {
        session: intervals.clip(intervals.union(pairs), session.starts_at, session.ends_at)
        for session, pairs in found.items()
    }
    return {session: pairs for session, pairs in clipped.items() if pairs}


def attended(activity, presences):
    """List the sessions attended, in order of time.

    Attended means checked in, or present for the activity's minimum (all of a session that is shorter).
    """
    checked_in = {presence.session for presence in presences if presence.source == Presence.Source.CHECK_IN}
    minimum = timedelta(minutes=activity.minimum_minutes)
    found = [
        session
        for session, pairs in joined(presences).items()
        if session in checked_in
        or intervals.total(pairs, timedelta()) >= min(minimum, session.ends_at - session.starts_at)
    ]
    return sorted(found, key=lambda session: session.starts_at)


def attended_by(activity, enrolments):
    """Return {enrolment id: sessions attended}. One query."""
    return {pk: attended(activity, presences) for pk, presences in by_enrolment(enrolments).items()}


def presence_of(activity, enrolment):
    """Return (sessions attended, {session: whole minutes present}) of one person. One query."""
    presences = by_enrolment([enrolment])[enrolment.pk]
    there = {
        session: int(together({session: pairs}).total_seconds() / 60) for session, pairs in joined(presences).items()
    }
    return attended(activity, presences), there


def attended_on(activity, presences):
    """Return the day on which the person became a live attendee, or None."""
    sessions = attended(activity, presences)
    return sessions[0].day if sessions else _day_of_many_short_stays(activity, joined(presences))


def _day_of_many_short_stays(activity, live):
    """Return the first day if short stays in several sessions add up to the minimum, which is the activity's."""
    if not live or together(live) < timedelta(minutes=activity.minimum_minutes):
        return None
    return min(session.day for session in live)


def replayed_on(activity, rows):
    """Return the day on which the person of these rows became a replay viewer, or None. Two queries."""
    seen, first = {}, {}
    for viewing in Viewing.objects.filter(enrolment__in=rows):
        key = viewing.recording_key
        seen.setdefault(key, []).extend(map(tuple, viewing.stretches))
        first[key] = min(first.get(key, viewing.first_seen_at), viewing.first_seen_at)
    moments = [first[key] for key, pairs in seen.items() if intervals.total(intervals.union(pairs)) >= REPLAY_SECONDS]
    replays = Presence.objects.filter(enrolment__in=rows, mode=Presence.Mode.REPLAY, withdrawn_at=None)
    pairs = intervals.union([(presence.starts_at, presence.ends_at) for presence in replays])
    if intervals.total(pairs, timedelta()) >= timedelta(seconds=REPLAY_SECONDS):
        moments.append(pairs[0][0])
    return day_of(activity, min(moments, default=None))
