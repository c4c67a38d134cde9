"""Figures, lists and files judge a person in an activity by all of their rows together (counting.md)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from learning.activities.attendance import actions as attendance_actions
from learning.activities.attendance import viewing_actions
from learning.activities.choices import Completion, EnrolmentStatus, Role, Source
from learning.activities.models import Enrolment, Feedback, Presence
from learning.people.duplicates.merges import merge, unmerge
from learning.reports.queries import application_outcomes, learning_hours, participations, viewings
from learning.reports.queries.by_activity import both_of, figures_by_activity
from learning.reports.scope.scopes import Scope
from learning.reports.screens.activity import report as activity_report
from tests.factories import make_activity, make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def webinar():
    activity = make_activity(completion=Completion.ATTENDANCE)
    make_session(activity, START)
    return activity


def registered(activity, **fields):
    return make_enrolment(activity, **{"enrolled_at": START - DAY, **fields})


def stay(row, start, end):
    session = row.activity.sessions.get()
    times = START + start * MINUTE, START + end * MINUTE
    attendance_actions.record(row, session, *times, source=Presence.Source.FILE)


def figures(activity):
    told = figures_by_activity(Scope(activity=activity.pk))[activity.pk]
    people, participations = both_of(Scope(activity=activity.pk))
    assert told == people == participations
    return told


def test_registered_under_one_address_and_imported_under_another_is_no_no_show_and_no_walk_in(webinar):
    rows = [registered(webinar) for _number in range(7)]
    for row in rows[:4]:
        stay(row, 0, 60)
    imported = [make_enrolment(webinar, source=Source.IMPORT, enrolled_at=START + DAY) for _number in range(2)]
    for row in imported:
        stay(row, 0, 60)
    before = figures(webinar)
    assert (before.attendance_rate, before.no_shows, before.walk_ins, before.participants) == (57, 3, 2, 6)
    for row, other in zip(rows[4:6], imported, strict=True):
        merge(other.person, row.person)
    told = figures(webinar)
    assert (told.attendance_rate, told.no_shows, told.walk_ins) == (86, 1, 0)
    assert (told.registrants, told.participants) == (7, 6)
    for other in imported:
        unmerge(other.person)
    assert figures(webinar) == before


def test_six_and_six_minutes_are_an_attendee_who_completed(webinar):
    one, other = registered(webinar), registered(webinar)
    stay(one, 0, 6)
    stay(other, 6, 12)
    assert not figures(webinar).attendees
    merge(other.person, one.person)
    told = figures(webinar)
    assert (told.registrants, told.attendees, told.participants, told.completers) == (1, 1, 1, 1)
    assert learning_hours.hours_of(Scope(activity=webinar.pk)) == learning_hours.in_hours(12 * MINUTE)
    file = participations.table(Scope(activity=webinar.pk), with_people=True)
    assert len(list(file.rows)) == 1


def test_forty_and_forty_seconds_of_a_recording_are_a_viewer(webinar):
    one, other = make_person(), make_person()
    for person, start in ((one, 0), (other, 40)):
        told = {"start": start, "end": start + 40, "length": 100, "since": START}
        viewing_actions.watch(webinar, person, UUID(int=9), **told)
    assert not figures(webinar).replays
    merge(other, one)
    assert figures(webinar).replays == 1
    watched = viewings.watched([UUID(int=9)])[UUID(int=9)]
    assert (watched.viewers, watched.watched, watched.seconds) == (1, 1, 80)


def test_what_a_speaker_saw_under_another_row_is_no_figure_of_the_recording(webinar):
    one = make_enrolment(webinar, role=Role.SPEAKER)
    other = make_person()
    viewing_actions.watch(webinar, other, UUID(int=9), start=0, end=100, length=100, since=START)
    merge(other, one.person)
    assert not viewings.watched([UUID(int=9)])


def test_four_people_who_answered_five_times_are_four_answers(webinar):
    rows = [registered(webinar) for _number in range(5)]
    for number, row in enumerate(rows):
        stay(row, 0, 60)
        Feedback.objects.create(enrolment=row, rating=number + 1, given_at=START + number * DAY)
    merge(rows[0].person, rows[4].person)
    report = activity_report.report_on(webinar, Scope(activity=webinar.pk))
    assert (report.answers.number, report.answers.by_rating) == (4, {1: 0, 2: 1, 3: 1, 4: 1, 5: 1})
    assert report.answers.has_small_cell


def test_feedback_on_a_course_stands_in_the_year_of_the_person_who_gave_it():
    course = make_activity(kind="course")
    for year in (2025, 2026):
        day = datetime(year, 3, 1, tzinfo=UTC)
        row = make_enrolment(course, started_on=day, participated_on=day, enrolled_at=day)
        Feedback.objects.create(enrolment=row, rating=year - 2021, given_at=day)
    report = activity_report.report_on(course, Scope.of_year(2025, activity=course.pk))
    assert (report.answers.number, report.answers.by_rating[4], report.roles[Role.PARTICIPANT]) == (1, 1, 1)


def test_roles_count_people(webinar):
    one, other = registered(webinar, role=Role.SPEAKER), registered(webinar)
    assert activity_report.report_on(webinar, Scope(activity=webinar.pk)).roles == {"speaker": 1, "participant": 1}
    merge(other.person, one.person)
    assert activity_report.report_on(webinar, Scope(activity=webinar.pk)).roles == {"speaker": 1}


def test_an_application_on_one_row_is_the_persons(webinar):
    one = registered(webinar)
    other = registered(webinar, source=Source.APPLICATION, status=EnrolmentStatus.DECLINED)
    other.events.create(status=EnrolmentStatus.APPLIED, at=START - 2 * DAY)
    merge(other.person, one.person)
    told = application_outcomes.funnels(Scope(activity=webinar.pk))[webinar.pk]
    assert (told["applied"], told["chosen"], told["declined"]) == (1, 1, 0)


def test_lessons_of_two_rows_in_a_year_are_learning_hours_once():
    course = make_activity(kind="course")
    rows = [make_enrolment(course, enrolled_at=START) for _number in range(2)]
    for row, steps in zip(rows, ((1, 2), (2, 3)), strict=True):
        for step in steps:
            row.completed_steps.create(step_key=UUID(int=step), minutes=30, completed_at=START)
        row.started_on = row.participated_on = START.date()
        row.lesson_minutes = 60
        row.save()
    assert learning_hours.hours_of(Scope.of_year(2026)) == 2
    merge(rows[1].person, rows[0].person)
    assert (
        learning_hours.hours_of(Scope.of_year(2026))
        == learning_hours.hours_of(Scope())
        == learning_hours.in_hours(90 * MINUTE)
    )
    assert Enrolment.objects.get().lesson_minutes == 90
