"""A period that is still running is compared with the one before up to the same day, wherever a change is shown."""

from datetime import UTC, date, datetime

import pytest

from learning.reports.annual import gather
from learning.reports.scope.description import comparison_in_words
from learning.reports.scope.scopes import Scope
from learning.reports.screens.trends import trend
from learning.reports.snapshots import actions as snapshot_actions
from tests.factories import make_activity

from .screen_parser import ROOT, read_json

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(datetime(2026, 5, 20, 12, tzinfo=UTC))


@pytest.fixture
def two_years(come):
    """By 20 May one took part in 2025 and two in 2026; three more came in 2025 after that day."""

    def held(day, people):
        activity = make_activity(starts_on=day)
        for _number in range(people):
            come(activity, attended_on=day, participated_on=day)

    held(date(2025, 5, 20), 1)
    held(date(2025, 5, 21), 3)
    held(date(2026, 5, 1), 2)


@pytest.mark.parametrize(
    ("scope", "before"),
    [
        (Scope.of_year(2026, kind="webinar"), Scope(date(2025, 1, 1), date(2025, 5, 20), kind="webinar")),
        (Scope.of_year(2025), Scope.of_year(2024)),
        (Scope.of_year(2027), Scope.of_year(2026)),
        (Scope(date(2024, 1, 1), date(2026, 12, 31)), Scope(date(2021, 1, 1), date(2023, 5, 20))),
        (Scope(date(2026, 5, 11), date(2026, 5, 30)), Scope(date(2026, 4, 21), date(2026, 4, 30))),
        (Scope(date(2026, 5, 1), date(2026, 5, 20)), Scope(date(2026, 4, 11), date(2026, 4, 30))),
    ],
)
def test_running_period_has_the_days_up_to_today_before_it(scope, before):
    assert scope.previous == before


def test_leap_day_is_compared_with_the_day_before_march(time_machine):
    time_machine.move_to(datetime(2028, 2, 29, tzinfo=UTC))
    assert Scope.of_year(2028).previous.last == date(2027, 2, 28)


def test_comparison_says_up_to_which_day():
    words = "from 1 January 2025 to 20 May 2025, up to the same day"
    assert comparison_in_words(Scope.of_year(2026)) == words
    assert comparison_in_words(Scope.of_year(2025)) == "2024"
    assert comparison_in_words(Scope()) == ""


def test_annual_figures_compare_with_the_same_day(two_years):
    facts = {fact.key: fact for fact in gather(Scope.of_year(2026), sees_raw=False).facts}
    told = facts["all.participations"]
    assert (told.value, told.last, told.change) == (2, 1, 100)


def test_annual_screen_file_and_snapshot_say_so(as_staff, two_years, django_user_model):
    words = "from 1 January 2025 to 20 May 2025, up to the same day"
    page = as_staff.get(f"{ROOT}annual/?year=2026")
    assert words in page.content.decode()
    told = read_json(as_staff.get(f"{ROOT}annual/?year=2026&export=json"))
    assert words in str(told)
    snapshot = snapshot_actions.freeze(Scope.of_year(2026), by=django_user_model.objects.first())
    assert snapshot_actions.compared_with(snapshot) == "from 1 January 2025 to 20 May 2025"
    assert "from 1 January 2025 to 20 May 2025" in as_staff.get(f"{ROOT}frozen/{snapshot.pk}/").content.decode()


@pytest.mark.parametrize(
    ("step", "until"), [("year", date(2025, 5, 20)), ("quarter", date(2026, 2, 19)), ("month", date(2026, 4, 20))]
)
def test_running_stretch_of_time_is_compared_up_to_the_same_day(two_years, step, until):
    latest = trend(Scope(), step)[0]
    assert latest.until == until
    if step == "year":
        assert (latest.participations, latest.before["participations"], latest.participations_change) == (2, 1, 100)


def test_finished_stretch_is_compared_as_a_whole(two_years, time_machine):
    time_machine.move_to(datetime(2027, 1, 1, tzinfo=UTC))
    latest = trend(Scope(), "year")[0]
    assert (latest.until, latest.before["participations"], latest.note) == (None, 4, "")


def test_trends_say_so_on_the_page_and_in_the_file(as_staff, two_years):
    assert "compared up to 20 May 2025" in as_staff.get(f"{ROOT}trends/").content.decode()
    rows = read_json(as_staff.get(f"{ROOT}trends/?export=json"))["rows"]
    assert [row["note"] for row in rows] == ["compared up to 20 May 2025", ""]
