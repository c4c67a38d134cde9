"""The settled facts that the actions would have computed from a story's evidence."""

from datetime import timedelta

from learning.activities.attendance import intervals
from learning.activities.attendance.presence import REPLAY_SECONDS
from learning.activities.choices import Completion, EnrolmentStatus
from learning.activities.models import Presence
from learning.activities.sessions.local_days import day_of


def standing(story):
    """Return (status, queued_at, enrolled_at, withdrawn_at) after the events, like `enrolment.actions.change`."""
    status, queued_at, enrolled_at, withdrawn_at = "", None, None, None
    for status, at in story.events:
        if status == EnrolmentStatus.WAITING:
            queued_at = at
        elif status == EnrolmentStatus.ENROLLED:
            enrolled_at, withdrawn_at = at, None
        elif status in {EnrolmentStatus.WITHDRAWN, EnrolmentStatus.DECLINED}:
            withdrawn_at = at
    return status, queued_at, enrolled_at, withdrawn_at


def settled(happening, story):
    """(attended_on, started_on, replayed_on, participated_on, completed_at, completed_by, live_time, lesson_minutes)."""
    by_meeting = _stays_by_meeting(story)
    attended = [meeting for meeting, stays in by_meeting if _was_there(happening, meeting, stays)]
    attended_on = attended[0].day if attended else None
    started_on = day_of(happening, story.steps[0][1]) if story.steps else None
    participated_on = min(filter(None, [attended_on, started_on]), default=None)
    completed_at, completed_by = _completion(happening, story, attended)
    days = attended_on, started_on, _replayed_on(happening, story), participated_on
    live_time = sum((intervals.total(_live(meeting, stays), timedelta()) for meeting, stays in by_meeting), timedelta())
    return *days, completed_at, completed_by, live_time, sum(minutes for (_key, minutes), _at in story.steps)


def _stays_by_meeting(story):
    """[(meeting, [(source, from, to)])]"""
    by_meeting = {}
    for meeting, source, start, end in story.stays:
        by_meeting.setdefault(meeting.pk, (meeting, []))[1].append((source, start, end))
    return [*by_meeting.values()]


def _was_there(happening, meeting, stays):
    if _is_checked_in(stays):
        return True
    length = intervals.total(_live(meeting, stays), timedelta())
    return length >= min(happening.minimum, meeting.ends_at - meeting.starts_at)


def _live(meeting, stays):
    if _is_checked_in(stays):
        return [(meeting.starts_at, meeting.ends_at)]
    return intervals.clip(intervals.union([stay[1:] for stay in stays]), meeting.starts_at, meeting.ends_at)


def _is_checked_in(stays):
    return any(source == Presence.Source.CHECK_IN for source, _start, _end in stays)


def _replayed_on(happening, story):
    days = [day_of(happening, at) for seen, at in story.viewings if intervals.total(seen) >= REPLAY_SECONDS]
    return min(days, default=None)


def _completion(happening, story, attended):
    if happening.completion == Completion.ATTENDANCE:
        needed = -(-len(happening.meetings) * happening.share // 100)
        if happening.meetings and len(attended) >= needed:
            return attended[needed - 1].ends_at, Completion.ATTENDANCE
    if happening.completion == Completion.STEPS and len(story.steps) == len(happening.lessons):
        return story.steps[-1][1], Completion.STEPS
    return (story.marked_at, Completion.OFFICER) if story.marked_at else (None, "")
