"""Participation of the invented people. Evidence is written as rows; actions settle what follows from it."""

from datetime import timedelta

from wagtail.models import Page

from courses.models import LessonPage, QuizPage
from learning.activities.attendance import actions as attendance_actions
from learning.activities.choices import Access, EnrolmentStatus, Kind, Source
from learning.activities.enrolment.affiliation_snapshot import take_snapshot
from learning.activities.models import (
    Activity,
    CompletedStep,
    Enrolment,
    EnrolmentEvent,
    EvidenceBatch,
    Presence,
    Viewing,
)
from webinars.models import WebinarPage

WANTED = {Kind.COURSE: (70, 110), Kind.WEBINAR: (35, 80), Kind.TRAINING: (18, 24), Kind.WORKSHOP: (20, 38)}
SHOW_UP = 0.72


def load(people, chance, now):
    for activity in Activity.objects.filter(plan="2024–2026").order_by("pk"):
        enrolments = _enrol(activity, people, chance, now)
        if activity.kind == Kind.COURSE:
            _learn(activity, enrolments, chance, now)
        elif activity.is_over:
            _attend(activity, enrolments, chance)
            _watch(activity, people, enrolments, chance, now)


def _enrol(activity, people, chance, now):
    wanted = chance.randint(*WANTED[activity.kind]) * (2 if activity.access == Access.APPLICATION else 1)
    first = activity.counts_membership_on or now.date()
    if activity.access == Access.MEMBERS:
        members = {person.organisation_id: person.organisation.is_member_on(first) for person in people}
        people = [person for person in people if members[person.organisation_id]]
    begins = min(activity.starts_at or now, now)
    made = []
    for place, person in enumerate(chance.sample(people, min(wanted, len(people)))):
        at = begins - timedelta(
            days=chance.randint(2, 30) if activity.starts_at else chance.randint(1, 150), minutes=place
        )
        made.append(
            row_of(
                activity,
                person,
                at,
                waits=bool(activity.capacity and place >= activity.capacity and not activity.is_over),
            )
        )
    if activity.access == Access.APPLICATION:
        for row in made[activity.capacity :]:
            row.status, row.queued_at, row.enrolled_at = EnrolmentStatus.DECLINED, row.enrolled_at, None
    elif activity.capacity and activity.is_over:
        made = made[: activity.capacity]
    Enrolment.objects.bulk_create(made)
    EnrolmentEvent.objects.bulk_create(event for row in made for event in _events(row))
    return made


def _events(row):
    """Yield the events of an enrolment. Applications were made a week before."""
    at = row.enrolled_at or row.queued_at
    if row.source == Source.APPLICATION:
        yield EnrolmentEvent(enrolment=row, status=EnrolmentStatus.APPLIED, at=at - timedelta(days=7))
    yield EnrolmentEvent(enrolment=row, status=row.status, at=at)


def row_of(activity, person, at, waits):
    applied = activity.access == Access.APPLICATION
    row = Enrolment(activity=activity, person=person, source=Source.APPLICATION if applied else Source.OWN)
    row.status = EnrolmentStatus.WAITING if waits else EnrolmentStatus.ENROLLED
    row.queued_at, row.enrolled_at = (at, None) if waits else (None, at)
    take_snapshot(row, person.organisation)
    return row


def _learn(activity, enrolments, chance, now):
    """Complete steps: most people start, about half of those finish; a lesson every few days."""
    lessons = Page.objects.type(LessonPage, QuizPage).live().filter(locale__language_code="en").order_by("path")
    lessons = [lesson for lesson in lessons.specific() if lesson.course.translation_key == activity.key]
    steps = []
    for row in enrolments:
        done = chance.choices([0, chance.randint(1, len(lessons) - 1), len(lessons)], [22, 36, 42])[0]
        at = row.enrolled_at
        for lesson in lessons[:done]:
            at = min(at + timedelta(days=chance.randint(0, 4), minutes=chance.randint(9, 600)), now)
            steps.append(
                CompletedStep(enrolment=row, step_key=lesson.translation_key, minutes=lesson.minutes, completed_at=at)
            )
        row.lesson_minutes = sum(lesson.minutes for lesson in lessons[:done])
        if done:
            row.started_on = row.participated_on = row.enrolled_at.date()
        if done == len(lessons):
            row.completed_at, row.completed_by = at, "steps"
    CompletedStep.objects.bulk_create(steps)
    settled = ["started_on", "participated_on", "completed_at", "completed_by", "lesson_minutes"]
    Enrolment.objects.bulk_update(enrolments, settled)


def _attend(activity, enrolments, chance):
    """Write presences as an attendance file contains them: people come late, drop out and rejoin."""
    sessions = activity.timetable
    batch = EvidenceBatch.objects.create(activity=activity, name=f"{sessions[0].day:%Y-%m-%d}-participants.csv")
    for row in enrolments:
        came = row.is_enrolled and chance.random() < SHOW_UP
        stays = [stay for session in sessions if came and chance.random() < 0.94 for stay in _stays(session, chance)]
        Presence.objects.bulk_create(
            Presence(
                enrolment=row, session=session, starts_at=start, ends_at=end, source=Presence.Source.FILE, batch=batch
            )
            for session, start, end in stays
        )
        if stays:
            attendance_actions.settle(activity, row)


def _stays(session, chance):
    length = session.minutes
    start = chance.randint(0, 6)
    middle, end = length // 2, length - chance.randint(0, 8)
    breaks = chance.random() < 0.2
    pairs = [(start, middle - 2), (middle + 1, end)] if breaks else [(start, end if chance.random() < 0.9 else 5)]
    minute = timedelta(minutes=1)
    return [(session, session.starts_at + a * minute, session.starts_at + b * minute) for a, b in pairs if a < b]


def _watch(activity, people, enrolments, chance, now):
    """Write viewings of some people who did not come, and of some who had never enrolled."""
    page = _recorded(activity)
    if page is None:
        return
    known = {row.person_id for row in enrolments}
    strangers = [person for person in chance.sample(people, 30) if person.pk not in known][:9]
    viewers = [row_of(activity, person, now - timedelta(days=3), waits=False) for person in strangers]
    for row in viewers:
        row.source = Source.REPLAY
    Enrolment.objects.bulk_create(viewers)
    for row in viewers + [row for row in enrolments if row.attended_on is None][:12]:
        length = page.recording.seconds
        seen = chance.randint(20, length)
        Viewing.objects.create(
            enrolment=row,
            recording_key=page.recording.key,
            length=length,
            stretches=[[0, seen]],
            position=seen,
            first_seen_at=now - timedelta(days=2),
            last_seen_at=now - timedelta(days=2),
        )
        attendance_actions.settle(activity, row)


def _recorded(activity):

    return (
        WebinarPage.objects.filter(translation_key=activity.key)
        .exclude(recording=None)
        .select_related("recording")
        .first()
    )
