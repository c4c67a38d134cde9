"""Enrolments of one activity, with their evidence, as rows."""

from datetime import timedelta

from learning.activities.models import (
    CompletedStep,
    Enrolment,
    EnrolmentEvent,
    EvidenceBatch,
    Feedback,
    Presence,
    Result,
    Viewing,
)

from . import facts, stories
from .tables import BufferedTable, Ledger

# For every ten participants: how many more only enrolled, or only watched the recording.
AWAY_FOR_TEN = 4.2
COPY = ("organisation", "organisation_kind", "country", "region", "is_member", "gender")
DAYS = ("attended_on", "started_on", "replayed_on", "participated_on")
SETTLED = (*DAYS, "completed_at", "completed_by", "live_time", "lesson_minutes")
STANDING = ("status", "queued_at", "enrolled_at", "withdrawn_at")


def open_ledger():
    """Return the ledger of all tables of enrolments and their evidence."""
    return Ledger(
        batches=BufferedTable(EvidenceBatch, "id", "activity", "name", "added_at"),
        enrolments=BufferedTable(Enrolment, "id", "activity", "person", "role", "source", *STANDING, *COPY, *SETTLED),
        events=BufferedTable(EnrolmentEvent, "enrolment", "status", "at"),
        presences=BufferedTable(
            Presence, "enrolment", "session", "mode", "source", "starts_at", "ends_at", "batch", "added_at"
        ),
        steps=BufferedTable(CompletedStep, "enrolment", "step_key", "minutes", "completed_at"),
        viewings=BufferedTable(
            Viewing,
            *("enrolment", "recording_key", "length", "stretches", "position", "first_seen_at", "last_seen_at"),
        ),
        results=BufferedTable(Result, "enrolment", "purpose", "step_key", "score", "out_of", "taken_at"),
        feedback=BufferedTable(Feedback, "enrolment", "rating", "given_at"),
    )


def write_enrolments(happening, people, ledger, chance):
    """Write the enrolments of `happening.took_part` participants, and of people who did not take part."""
    if happening.meetings:
        happening.batch = ledger.batches.next_key()
        name = f"{happening.meetings[0].day:%Y-%m-%d}-participants.csv"
        ledger.batches.add(happening.batch, happening.pk, name, happening.ends + timedelta(days=1))
    away = int(happening.took_part * AWAY_FOR_TEN / 10)
    speakers = chance.randint(0, 3) if happening.meetings else 0
    for place, someone in enumerate(_crowd(people, happening.took_part, away + speakers, chance)):
        if place < happening.took_part:
            story = stories.of_participant(happening, chance)
        elif place < happening.took_part + away:
            story = stories.of_someone_away(happening, chance)
        else:
            story = stories.of_speaker(happening, chance)
        _write(happening, someone, story, ledger, chance)
    ledger.turn_the_page()


def _crowd(people, took_part, others, chance):
    """Return distinct people, active ones more often than others; fewer than requested if there are no more."""
    wanted = min(len(people), took_part + others)
    if wanted * 4 > len(people):
        return chance.sample(people, wanted)
    places = {}
    while len(places) < wanted:
        places[int(len(people) * chance.random() ** 1.6)] = None
    return [people[place] for place in places]


def _write(happening, someone, story, ledger, chance):
    pk, standing, settled = ledger.enrolments.next_key(), facts.standing(story), facts.settled(happening, story)
    copied = _copy(happening, someone, standing[2] or story.events[0][1], settled)
    ledger.enrolments.add(pk, happening.pk, someone.pk, story.role, story.source, *standing, *copied, *settled)
    for status, at in story.events:
        ledger.events.add(pk, status, at)
    for meeting, source, start, end in story.stays:
        batch = happening.batch if source == Presence.Source.FILE else None
        ledger.presences.add(pk, meeting.pk, Presence.Mode.LIVE, source, start, end, batch, end)
    for (key, minutes), at in story.steps:
        ledger.steps.add(pk, key, minutes, at)
    for seen, at in story.viewings:
        key, length = happening.recording
        ledger.viewings.add(pk, key, length, seen, seen[-1][1], at, at)
    if settled[3]:
        _answer(pk, happening, story, ledger, chance)


def _copy(happening, someone, signed_up, settled):
    """Return the affiliation snapshot: taken at enrolment, and again at a change of job before the activity began."""
    day = signed_up.date()
    moved, started_on = someone.moved_on, settled[1]
    if happening.meetings:
        begun = happening.meetings[0].day
        organisation, body = someone.place_on(max(day, begun - timedelta(days=1)))
        day = begun
    else:
        # Without a date of the activity, membership is looked up on the day on which the snapshot is taken.
        day = moved if moved and day < moved and (started_on is None or moved <= started_on) else day
        organisation, body = someone.place_on(day)
    return organisation, body.kind, body.country, body.region, body.is_member_on(day), someone.gender


def _answer(pk, happening, story, ledger, chance):
    """Write a quiz result for every other lesson, and feedback of one in four."""
    for (key, _minutes), at in story.steps[::2]:
        ledger.results.add(pk, Result.Purpose.QUIZ, key, chance.randint(3, 10), 10, at)
    if chance.random() < 0.25:
        last = story.steps[-1][1] if story.steps else happening.ends
        ledger.feedback.add(pk, chance.choices([1, 2, 3, 4, 5], [2, 4, 14, 40, 40])[0], last + timedelta(hours=2))
