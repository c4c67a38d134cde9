from datetime import timedelta

import pytest
from django.utils import timezone

from learning.activities.models import Activity
from tests.factories import make_activity, make_session

pytestmark = pytest.mark.django_db


def activity_in(days, title, **fields):
    start = timezone.now() + timedelta(days=days)
    activity = make_activity(title, starts_on=start.date(), **fields)
    make_session(activity, start)


def test_agenda_lists_upcoming_activities_and_those_with_open_figures(as_officer):
    activity_in(3, "Ahead")
    activity_in(4, "Called off", status="cancelled")
    activity_in(-3, "Held")
    activity_in(-4, "Closed", status="confirmed")
    page = as_officer.get("/admin/").content.decode()
    assert [title in page for title in ("Ahead", "Called off", "Held", "Closed")] == [True, False, True, False]


def test_agenda_without_activities_is_hidden(as_officer):
    assert "agenda-" not in as_officer.get("/admin/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_is_the_same_for_one_and_thirty_activities(as_officer, django_assert_num_queries, count):
    for number in range(count):
        activity_in(number + 1, "Ahead")
        activity_in(-number - 1, "Over")
    Activity.objects.update(starts_on=timezone.localdate())
    as_officer.get("/admin/")
    with django_assert_num_queries(29):
        as_officer.get("/admin/")
