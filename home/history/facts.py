"""What a story's evidence proves: the facts that the deeds would have settled on the enrolment."""

from datetime import timedelta

from learning.activities import stretches
from learning.activities.attending import REPLAY_SECONDS
from learning.activities.choices import Completion, EnrolmentStatus
from learning.activities.models import Presence


def standing(story):
    """(status, queued_at, enrolled_at, withdrawn_at) after all events, as `enrolling.change` writes them."""
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
    """(attended_on, started_on, replayed_on, participated_on, completed_at, completed_by)."""
    attended = _meetings_attended(happening, story)
    attended_on = attended[0].day if attended else None
    started_on = story.steps[0][1].date() if story.steps else None
    participated_on = min(filter(None, [attended_on, started_on]), default=None)
    completed_at, completed_by = _completion(happening, story, attended)
    return attended_on, started_on, _replayed_on(story), participated_on, completed_at, completed_by


def _meetings_attended(happening, story):
    by_meeting = {}
    for meeting, source, start, end in story.stays:
        by_meeting.setdefault(meeting.pk, (meeting, []))[1].append((source, start, end))
    return [meeting for meeting, stays in by_meeting.values() if _was_there(happening, meeting, stays)]


def _was_there(happening, meeting, stays):
    if any(source == Presence.Source.CHECK_IN for source, _start, _end in stays):
        return True
    live = stretches.clip(stretches.union([stay[1:] for stay in stays]), meeting.starts_at, meeting.ends_at)
    return stretches.total(live, timedelta()) >= min(happening.minimum, meeting.ends_at - meeting.starts_at)


def _replayed_on(story):
    days = [at.date() for seen, at in story.viewings if stretches.total(seen) >= REPLAY_SECONDS]
    return min(days, default=None)


def _completion(happening, story, attended):
    if happening.completion == Completion.ATTENDANCE:
        needed = -(-len(happening.meetings) * happening.share // 100)
        if happening.meetings and len(attended) >= needed:
            return attended[needed - 1].ends_at, Completion.ATTENDANCE
    if happening.completion == Completion.STEPS and len(story.steps) == len(happening.lessons):
        return story.steps[-1][1], Completion.STEPS
    return (story.marked_at, Completion.OFFICER) if story.marked_at else (None, "")
