from datetime import UTC, date, datetime, timedelta

import pytest

from learning.activities.choices import Source
from learning.people.duplicates.merges import merge
from learning.reports.queries.by_activity import behind, figures_by_activity, people_of
from learning.reports.queries.calendar_periods import years
from learning.reports.queries.totals import Figures
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def seminar():
    activity = make_activity("Seminar", starts_on=START.date())
    make_session(activity, START)
    return activity


def figures(activity, year=None):
    scope = Scope.of_year(year) if year else Scope()
    return figures_by_activity(scope, [activity.pk]).get(activity.pk, Figures())


def registrants(activity, **fields):
    make_enrolment(activity, **{"enrolled_at": START - HOUR, **fields})
    return figures(activity).registrants


@pytest.mark.parametrize("source", [Source.OWN, Source.OFFICER, Source.APPLICATION])
def test_who_signed_up_beforehand_is_a_registrant(seminar, source):
    assert registrants(seminar, source=source) == 1


@pytest.mark.parametrize("source", [Source.WALK_IN, Source.IMPORT, Source.REPLAY])
def test_who_walked_in_was_imported_or_watched_later_is_none(seminar, source):
    assert registrants(seminar, source=source) == 0


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"status": "waiting", "queued_at": START, "enrolled_at": None}, 0),
        ({"status": "applied", "enrolled_at": None}, 0),
        ({"status": "declined", "enrolled_at": None}, 0),
        ({"role": "speaker"}, 0),
        ({"enrolled_at": START + HOUR / 2}, 1),
        ({"enrolled_at": START + HOUR}, 0),
        ({"status": "withdrawn", "withdrawn_at": START - HOUR / 2}, 0),
        ({"status": "withdrawn", "withdrawn_at": START}, 1),
    ],
)
def test_the_end_and_the_start_decide_who_else_is_a_registrant(seminar, fields, number):
    assert registrants(seminar, **fields) == number


def test_where_only_days_are_known_the_last_day_still_counts():
    workshop = make_activity(starts_on=date(2026, 5, 12), ends_on=date(2026, 5, 13))
    assert registrants(workshop, enrolled_at=datetime(2026, 5, 13, 23, tzinfo=UTC)) == 1
    assert registrants(workshop, enrolled_at=datetime(2026, 5, 14, 0, tzinfo=UTC)) == 1


def test_at_ones_own_pace_leaving_before_the_first_lesson_makes_no_registrant():
    course = make_activity(kind="course")
    left = {"status": "withdrawn", "withdrawn_at": START}
    assert registrants(course, **left) == 0
    assert registrants(course, **left, started_on=START.date(), participated_on=START.date()) == 1


def test_one_person_in_two_webinars_is_two_participations_and_one_person(come):
    person = make_person()
    first, second = come(make_activity(), person).activity, come(make_activity(), person).activity
    by_activity = figures_by_activity(Scope(), [first.pk, second.pk])
    assert sum(figure.participants for figure in by_activity.values()) == 2
    assert people_of(Scope(), [first.pk, second.pk]).participants == 1


def test_two_who_turn_out_to_be_one_are_counted_once_while_they_are_merged(seminar, come):
    from learning.people.duplicates.merges import unmerge

    one, other = come(seminar).person, come(seminar).person
    assert figures(seminar).participants == 2
    merge(one, other)
    assert (figures(seminar).participants, people_of(Scope(), [seminar.pk]).participants) == (1, 1)
    unmerge(one)
    assert (figures(seminar).participants, people_of(Scope(), [seminar.pk]).participants) == (2, 2)


def test_merged_organisations_are_one(seminar, come):
    one, other = come(seminar).organisation, come(seminar).organisation
    merge(one, other)
    assert figures(seminar).organisations == 1


def test_who_moves_takes_nothing_along_from_last_year(seminar, come):
    bogota, cali = make_organisation("Bogotá"), make_organisation("Cali")
    person = make_person(organisation=bogota)
    come(seminar, person)
    person.organisation = cali
    person.save()
    assert [row.organisation for row in behind("organisations", Scope(activity=seminar.pk))] == [bogota]


def test_a_city_that_joins_in_june_was_no_member_in_may(come):
    city = make_member(since=date(2026, 6, 1))
    may, june = make_activity(), make_activity()
    make_session(may, START)
    make_session(june, datetime(2026, 6, 1, 9, tzinfo=UTC))
    for activity in (may, june):
        come(activity, make_person(organisation=city), source=Source.IMPORT)
    assert [(figures(a).members, figures(a).non_members) for a in (may, june)] == [(0, 1), (1, 0)]


def test_speakers_and_replay_viewers_are_no_participants(seminar, come):
    come(seminar, role="speaker")
    make_enrolment(seminar, source=Source.REPLAY, replayed_on=START.date())
    assert figures(seminar) == Figures(replays=1)


def test_who_completed_by_the_recording_alone_is_no_completer(seminar, come):
    done = {"completed_at": START, "completed_by": "officer"}
    come(seminar, **done)
    make_enrolment(seminar, source=Source.REPLAY, replayed_on=START.date(), **done)
    assert figures(seminar).completers == 1


def test_women_are_a_share_of_those_who_answered_with_the_coverage(seminar, come):
    for gender in ["woman"] * 3 + ["man", "other", "undisclosed", ""]:
        come(seminar, make_person(gender=gender))
    found = figures(seminar)
    assert (found.women, found.answered, found.women_share, found.coverage) == (3, 5, 60, 71)


def test_a_share_of_fewer_than_five_is_not_shown(seminar, come):
    for _number in range(4):
        come(seminar, make_person(gender="woman"))
    assert figures(seminar).women_share is None


def test_an_activity_belongs_to_the_year_in_which_it_starts():
    crossing = make_activity("New Year", starts_on=date(2025, 12, 31), ends_on=date(2026, 1, 2))
    only_sessions = make_activity("No days")
    make_session(only_sessions, datetime(2026, 3, 1, tzinfo=UTC))
    assert list(Scope.of_year(2025).activities()) == [crossing]
    assert list(Scope.of_year(2026).activities()) == [only_sessions]


def test_an_open_course_belongs_to_each_year_with_those_who_started_in_it():
    course = make_activity("Course", kind="course")

    def start(day, **fields):
        at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        make_enrolment(course, started_on=day, participated_on=day, enrolled_at=at, **fields)

    completed = {"completed_at": datetime(2026, 1, 5, tzinfo=UTC), "completed_by": "steps"}
    start(date(2025, 12, 30), **completed)
    start(date(2026, 2, 1))
    start(date(2026, 2, 2))
    assert years() == [2026, 2025]
    assert [list(Scope.of_year(year).activities()) for year in (2024, 2025, 2026)] == [
        [],
        [course],
        [course],
    ]
    told = [figures(course, year) for year in (2025, 2026, None)]
    assert [(f.registrants, f.participants, f.completers) for f in told] == [(1, 1, 0), (2, 2, 1), (3, 3, 1)]


@pytest.mark.parametrize("measure", ["registrants", "participants", "completers", "women", "members", "non_members"])
def test_the_people_behind_a_figure_are_as_many_as_it_says(seminar, come, measure):
    for number in range(6):
        body = make_member() if number % 2 else make_organisation()
        done = {"completed_at": START, "completed_by": "officer"} if number < 2 else {}
        gender = "woman" if number < 4 else "man"
        come(seminar, make_person(organisation=body, gender=gender), enrolled_at=START - HOUR, **done)
    rows = behind(measure, Scope(activity=seminar.pk))
    assert len(rows) == getattr(figures(seminar), measure)


@pytest.mark.parametrize("count", [1, 30])
def test_any_number_of_activities_costs_six_queries(come, django_assert_num_queries, count):
    keys = [come(make_activity()).activity_id for _number in range(count)]
    with django_assert_num_queries(6):
        assert len(figures_by_activity(Scope(), keys)) == count
