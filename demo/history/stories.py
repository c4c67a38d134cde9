"""What one person did in one activity: events of the enrolment and the evidence. No row is written here."""

from dataclasses import dataclass, field
from datetime import timedelta

from learning.activities.choices import Completion, EnrolmentStatus, Role, Source
from learning.activities.models import Presence

E, W, A, D, X = (
    EnrolmentStatus.ENROLLED,
    EnrolmentStatus.WAITING,
    EnrolmentStatus.APPLIED,
    EnrolmentStatus.DECLINED,
    EnrolmentStatus.WITHDRAWN,
)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
# Shares of those who did not take part.
AWAY = {"absent": 54, "withdrew": 12, "withdrew_late": 4, "left_early": 4, "waited": 5, "declined": 4, "replayed": 17}
AWAY_FROM_COURSE = {"never_started": 80, "gave_up": 20}
SOURCES = {Source.OWN: 76, Source.OFFICER: 8, Source.APPLICATION: 4, Source.IMPORT: 8, Source.WALK_IN: 4}


@dataclass(slots=True)
class Story:
    """One person's part in one activity.

    `events` are (status, moment); `stays` are (meeting, source, from, to); `steps` are (lesson, moment);
    `viewings` are (stretches in seconds, moment); `marked_at` is when an officer marked them complete.
    """

    source: str = Source.OWN
    role: str = Role.PARTICIPANT
    events: list = field(default_factory=list)
    stays: list = field(default_factory=list)
    steps: list = field(default_factory=list)
    viewings: list = field(default_factory=list)
    marked_at: object = None


def of_participant(happening, chance):
    """Return the story of someone who took part."""
    if not happening.meetings:
        return _learner(happening, chance)
    story = Story(source=chance.choices(list(SOURCES), list(SOURCES.values()))[0])
    story.events = _way_in(story.source, happening, chance)
    came = [meeting for meeting in happening.meetings if chance.random() < 0.88]
    for meeting in came or [chance.choice(happening.meetings)]:
        story.stays += _stay(meeting, happening, chance)
    if happening.lessons:
        story.steps = _steps(happening, happening.begins + chance.randint(0, 5) * DAY, chance, DAY)
    if happening.recording and chance.random() < 0.06:
        story.viewings = [_viewing(happening, chance)]
    if happening.completion == Completion.OFFICER and chance.random() < 0.85:
        story.marked_at = happening.ends + 2 * DAY
    return story


def of_speaker(happening, chance):
    """Return the story of a speaker or trainer, who is no participant."""
    story = Story(source=Source.OFFICER, role=chance.choice([Role.SPEAKER, Role.TRAINER]))
    story.events = [(E, happening.opens_at + 5 * DAY)]
    if happening.meetings:
        story.stays = _stay(happening.meetings[0], happening, chance)
    return story


def of_someone_away(happening, chance):
    """Return the story of someone who enrolled, or only watched the recording, and did not take part."""
    if not happening.meetings:
        return _course_not_taken(happening, chance)
    part = chance.choices(list(AWAY), list(AWAY.values()))[0]
    if part == "replayed" and happening.recording:
        return _viewer(happening, chance)
    if part in {"waited", "declined"} and happening.capacity is None:
        part = "absent"
    story, signed_up = Story(), _before(happening, chance)
    if part == "waited":
        story.events = [(W, signed_up)]
    elif part == "declined":
        story.source, story.events = Source.APPLICATION, [(A, signed_up), (D, signed_up + DAY)]
    else:
        story.events = [(E, signed_up), *_way_out(part, signed_up, happening, chance)]
    if part == "left_early" and not happening.is_in_person:
        # One minute shorter than the minimum of any activity.
        story.stays = [_from_to(happening.meetings[0], 1, chance.randint(2, 9), happening, chance)]
    return story


def _way_in(source, happening, chance):
    if source == Source.IMPORT:
        return [(E, happening.ends + DAY)]
    if source == Source.WALK_IN:
        return [(E, happening.begins + 3 * MINUTE)]
    signed_up = _before(happening, chance)
    if source == Source.APPLICATION:
        return [(A, signed_up), (E, signed_up + DAY)]
    if happening.capacity and chance.random() < 0.1:
        return [(W, signed_up), (E, signed_up + DAY)]
    if chance.random() < 0.02:
        return [(E, signed_up), (X, signed_up + DAY / 2), (E, signed_up + DAY)]
    return [(E, signed_up)]


def _way_out(part, signed_up, happening, chance):
    if part == "withdrew":
        return [(X, signed_up + DAY)]
    return [(X, happening.begins + 20 * MINUTE)] if part == "withdrew_late" else []


def _before(happening, chance):
    """Return a moment in the weeks before the activity, at least two days before; late ones are more frequent."""
    span = (happening.begins - happening.opens_at) / MINUTE - 2880
    return happening.begins - 2 * DAY - int(span * chance.random() ** 2) * MINUTE


def _stay(meeting, happening, chance):
    """Return presences as a check-in, a join page or an attendance file records them: late, interrupted, resumed."""
    if happening.is_in_person:
        return [(meeting, Presence.Source.CHECK_IN, meeting.starts_at, meeting.ends_at)]
    length = int((meeting.ends_at - meeting.starts_at) / MINUTE)
    start, end = chance.randint(-3, 8), length - chance.randint(-2, 12)
    if chance.random() < 0.15:
        middle = length // 2
        return [
            _from_to(meeting, start, middle, happening, chance),
            _from_to(meeting, middle + chance.randint(-3, 4), end, happening, chance),
        ]
    return [_from_to(meeting, start, end, happening, chance)]


def _from_to(meeting, start, end, happening, chance):
    source = Presence.Source.FILE if chance.random() < 0.8 else Presence.Source.JOIN
    return (meeting, source, meeting.starts_at + start * MINUTE, meeting.starts_at + end * MINUTE)


def _steps(happening, at, chance, pace):
    done = chance.choices([len(happening.lessons), chance.randint(1, len(happening.lessons))], [50, 50])[0]
    steps = []
    for lesson in happening.lessons[:done]:
        at += pace * chance.random() + 7 * MINUTE
        steps.append((lesson, at))
    return steps


def _viewing(happening, chance):
    """Return a viewing: most of them long, some shorter than a minute."""
    _key, length = happening.recording
    first = chance.randrange(length // 2)
    seen = [[first, first + chance.choice([40, 60, 600, length // 2])]]
    if chance.random() < 0.2 and first > 120:
        seen.insert(0, [0, 90])
    return seen, happening.ends + chance.randint(1, 40) * DAY + chance.randrange(1440) * MINUTE


def _viewer(happening, chance):
    viewing = _viewing(happening, chance)
    return Story(source=Source.REPLAY, events=[(E, viewing[1])], viewings=[viewing])


def _learner(happening, chance):
    signed_up = _sometime(happening, chance)
    return Story(events=[(E, signed_up)], steps=_steps(happening, signed_up, chance, 3 * DAY))


def _course_not_taken(happening, chance):
    part = chance.choices(list(AWAY_FROM_COURSE), list(AWAY_FROM_COURSE.values()))[0]
    signed_up = _sometime(happening, chance)
    return Story(events=[(E, signed_up)] + ([(X, signed_up + 3 * DAY)] if part == "gave_up" else []))


def _sometime(happening, chance):
    """Return any moment, early enough for all lessons to be done by the last day."""
    span = (happening.closes_at - happening.opens_at) / MINUTE - 30 * 1440
    return happening.opens_at + int(max(0, span) * chance.random()) * MINUTE
