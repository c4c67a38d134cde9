from datetime import UTC, datetime
from uuid import uuid4

import pytest

from learning.activities.choices import Role
from learning.activities.models import Viewing
from learning.people.duplicates.merges import merge, unmerge
from learning.reports.queries.viewings import watched, years
from tests.factories import make_activity, make_enrolment

pytestmark = pytest.mark.django_db

KEY = uuid4()


def view(*stretches, enrolment=None, length=100, year=2026, key=KEY, is_read=False, **fields):
    at = datetime(year, 3, 3, tzinfo=UTC)
    return Viewing.objects.create(
        enrolment=enrolment or make_enrolment(make_activity(), **fields),
        recording_key=key,
        length=length,
        stretches=[list(pair) for pair in stretches],
        first_seen_at=at,
        last_seen_at=at,
        read_at=at if is_read else None,
    )


def told(year=None):
    found = watched([KEY], year)[KEY]
    return found.viewers, found.watched, found.seconds, found.by_year


def test_a_viewer_saw_sixty_seconds_and_a_watcher_four_fifths():
    view((0, 59))
    view((0, 60))
    view((10, 89))
    view((10, 90))
    assert told() == (3, 1, 59 + 60 + 79 + 80, {2026: 3})


def test_a_person_merged_from_two_rows_is_one_viewer_of_the_joined_stretches():
    first, second = view((0, 50)), view((40, 85), year=2025)
    merge(first.enrolment.person, second.enrolment.person)
    assert told() == (1, 1, 85, {2025: 1})
    unmerge(first.enrolment.person)
    assert told() == (0, 0, 95, {})


def test_a_person_with_a_viewing_in_two_activities_is_one_viewer():
    first = view((0, 70))
    view((0, 70), enrolment=make_enrolment(make_activity(), first.enrolment.person))
    assert told() == (1, 0, 70, {2026: 1})


def test_a_year_counts_who_first_saw_it_then():
    view((0, 70), year=2025)
    view((0, 80), year=2026)
    assert told(2025) == (1, 0, 70, {2025: 1})
    assert told(2026) == (1, 1, 80, {2026: 1})
    assert years() == [2026, 2025]


def test_speakers_are_no_viewers():
    view((0, 80), role=Role.SPEAKER)
    assert told() == (0, 0, 0, {})


def test_other_recordings_are_other_figures():
    view((0, 80), key=uuid4())
    assert told() == (0, 0, 0, {})


def test_minutes_are_rounded():
    view((0, 89), length=89)
    assert watched([KEY])[KEY].minutes == 1
    view((0, 5), length=89)
    assert watched([KEY])[KEY].minutes == 2


@pytest.mark.parametrize("count", [1, 30])
def test_one_query_for_one_viewing_and_for_thirty(django_assert_num_queries, count):
    for _number in range(count):
        view((0, 70))
    with django_assert_num_queries(1):
        watched([KEY])


def test_readers_are_counted_apart_and_once():
    view(is_read=True)
    reader = view((0, 90), is_read=True)
    view(enrolment=make_enrolment(make_activity(), reader.enrolment.person), is_read=True)
    view((0, 90))
    assert watched([KEY])[KEY].readers == 2
    assert told() == (2, 2, 180, {2026: 2})
