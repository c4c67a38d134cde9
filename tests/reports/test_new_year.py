"""The day of an action in an activity is the day in the activity's time zone, everywhere: over New Year in several zones."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile

from home.portal.record import record_of
from learning.activities import activity_edit
from learning.activities.attendance import viewing_actions
from learning.activities.choices import Completion
from learning.activities.completion import actions as completion_actions
from learning.activities.completion.steps import Step
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Enrolment
from learning.certificates.choices import Gives
from learning.certificates.models import Certificate
from learning.media.models import Recording
from learning.people.privacy.erasure import anonymise
from learning.reports.queries import application_outcomes, learning_hours, participations, viewings
from learning.reports.queries.by_activity import both_of, figures_by_activity, held
from learning.reports.scope.scopes import Scope
from learning.reports.screens.activity import report as activity_report
from learning.reports.screens.recording_filters import RecordingFilterSet
from learning.reports.screens.trends import trend
from tests.factories import make_activity, make_award, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db

# By their own clocks; in UTC each of them is in another year.
MOMENTS = {
    "America/Bogota": datetime(2026, 12, 31, 20, 30, tzinfo=ZoneInfo("America/Bogota")),
    "Pacific/Auckland": datetime(2027, 1, 1, 8, 30, tzinfo=ZoneInfo("Pacific/Auckland")),
    "Pacific/Kiritimati": datetime(2027, 1, 1, 13, 30, tzinfo=ZoneInfo("Pacific/Kiritimati")),
    "America/Anchorage": datetime(2026, 12, 31, 23, 59, tzinfo=ZoneInfo("America/Anchorage")),
    "UTC": datetime(2026, 12, 31, 23, 59, tzinfo=ZoneInfo("UTC")),
}
KEY = UUID(int=1)


@pytest.fixture(params=MOMENTS)
def zone(request):
    return request.param


@pytest.fixture
def moment(zone):
    return MOMENTS[zone]


@pytest.fixture
def course(zone):
    activity = make_activity(kind="course", time_zone=zone, completion=Completion.STEPS)
    make_award(activity, gives=Gives.COMPLETION)
    return activity


@pytest.fixture
def learner(course, moment):
    """Enrolled, watched, did the only lesson and so completed the course, all at the one moment."""
    person = make_person("Aya Koné", organisation=make_organisation())
    with time_machine.travel(moment, tick=False):
        row = enrolment_actions.enrol(course, person)
        completion_actions.complete_step(row, KEY, minutes=30, required=[Step(KEY, moment)])
        times = {"start": 0, "end": 90, "length": 100, "since": moment.replace(year=moment.year - 1)}
        viewing_actions.watch(course, person, UUID(int=9), **times)
    return person


def told_of(course, year):
    """Every figure of one year that a course with one learner has."""
    scope = Scope.of_year(year, activity=course.pk)
    figures = figures_by_activity(scope).get(course.pk)
    of_all, _participations = both_of(scope)
    names = ("registrants", "starters", "participants", "replays", "completers", "registered_completers")
    by_activity, together = ({getattr(one, name) for name in names} if one else {0} for one in (figures, of_all))
    assert by_activity == together
    (number,) = together
    return (
        number == 1,
        float(learning_hours.hours_of(scope)),
        held(scope).count(),
        len(list(participations.table(scope, with_people=False).rows)),
        activity_report.report_on(course, scope).roles.total(),
        viewings.watched([UUID(int=9)], year)[UUID(int=9)].viewers,
    )


def test_everything_is_of_the_day_by_the_clock_of_the_activity(course, learner, moment):
    day, year = moment.date(), moment.year
    row = Enrolment.objects.get()
    assert (row.started_on, row.replayed_on, row.enrolled_on, row.completed_on) == (day, day, day, day)
    assert Certificate.objects.get().facts["completed_on"] == day.isoformat()
    assert Certificate.objects.get().issued_on == day
    assert [line.day for line in record_of(learner).lines] == [day]
    assert [list(one)[-1] for one in participations.table(Scope(), with_people=False).rows] == [day]
    for other in (2026, 2027):
        assert told_of(course, other) == ((True, 0.5, 1, 1, 1, 1) if other == year else (False, 0, 0, 0, 0, 0))
    told = {row.start: row.numbers for row in trend(Scope(), "month") if any(row.numbers.values())}
    assert told == {day.replace(day=1): {"participations": 1, "people": 1, "organisations": 1, "completions": 1}}


def test_erasing_the_learner_leaves_everything_in_its_year(course, learner, moment):
    before = [told_of(course, year) for year in (2026, 2027)]
    anonymise(learner)
    assert [told_of(course, year) for year in (2026, 2027)] == before
    row = Enrolment.objects.get()
    assert row.completed_at == moment.replace(hour=0, minute=0)
    assert row.completed_on == moment.date()


def test_who_enrols_on_the_last_day_by_the_clock_of_the_activity_is_a_registrant(zone, moment):
    activity = make_activity(starts_on=moment.date(), time_zone=zone)
    with time_machine.travel(moment, tick=False):
        row = enrolment_actions.enrol(activity, make_person(organisation=make_organisation()))
        assert figures_by_activity(Scope())[activity.pk].registrants == 1
        enrolment_actions.withdraw(row)
        assert figures_by_activity(Scope())[activity.pk].registrants == 1
        assert figures_by_activity(Scope())[activity.pk].expected == 1, "it has begun by its own clock"


def test_an_application_is_of_the_day_by_the_clock_of_the_course(course, moment):
    person = make_person(organisation=make_organisation())
    with time_machine.travel(moment, tick=False):
        row = enrolment_actions.enrol(course, person)
    row.events.create(status="applied", at=moment)
    found = [year for year in (2026, 2027) if application_outcomes.funnels(Scope.of_year(year))]
    assert found == [moment.year]


def test_an_activity_without_a_zone_takes_that_of_its_first_session():
    activity = make_activity()

    def add_session():
        make_session(activity, datetime(2027, 1, 1, 1, 30, tzinfo=UTC), time_zone="America/Bogota")

    activity_edit.apply_edit(activity, add_session)
    activity.refresh_from_db()
    assert (activity.time_zone, activity.starts_on) == ("America/Bogota", date(2026, 12, 31))


def test_list_of_recordings_of_a_year_has_what_was_first_seen_in_it(learner, moment):
    film = ContentFile(b"film", "trees.mp4")
    Recording.objects.create(key=UUID(int=9), title="Trees", type="video", duration=100, file=film)
    filtered = RecordingFilterSet({"year": str(moment.year)}, Recording.objects.all())
    assert filtered.is_valid()
    assert filtered.qs.count() == 1
