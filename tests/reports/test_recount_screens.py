"""An independent recount of the screens: generated histories, counted from the raw rows in plain Python."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from learning.reports.monthly_tables.published_tables import publish_tables, published_tables
from learning.reports.queries import application_outcomes, breakdowns
from learning.reports.scope.scopes import Scope
from learning.reports.screens.activity import report as activity_report
from learning.reports.screens.members import members_of
from learning.reports.screens.partners import partnerships
from learning.reports.screens.targets import aims
from learning.reports.screens.trends import trend
from tests.reports.recount_screens import COUNTRY, REGION, SCOPES, Recount, histories, write

pytestmark = pytest.mark.django_db


def check_places(recount):
    for scope in SCOPES:
        came = recount.came(scope)
        told = breakdowns.tables(scope, "region", "country")
        assert told.whole == recount.tally(came)
        for by, names in (("region", REGION), ("country", COUNTRY)):
            groups = {}
            for row in came:
                groups.setdefault("" if row["body"] is None else names[row["body"]], []).append(row)
            assert told.by[by] == {name: recount.tally(found) for name, found in groups.items()}


def check_trends(recount):
    for step, start_of in (
        ("year", lambda day: day.replace(month=1, day=1)),
        ("quarter", lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)),
        ("month", lambda day: day.replace(day=1)),
    ):
        told = {row.start: row.numbers for row in trend(Scope(), step) if any(row.numbers.values())}
        expected = {}
        done = [row for row in recount.rows if row["completed"]]
        for start in {
            *(start_of(recount.day(row)) for row in recount.came()),
            *(start_of(recount.day_completed(row)) for row in done),
        }:
            came = [row for row in recount.came() if start_of(recount.day(row)) == start]
            completed = [row for row in done if start_of(recount.day_completed(row)) == start]
            expected[start] = {
                "participations": recount.participations(came),
                "people": recount.people(came),
                "organisations": len(recount.bodies(came)),
                "completions": recount.participations(completed),
            }
        assert told == expected


def check_members(recount, bodies):
    for scope in SCOPES:
        told = {
            member.organisation.pk: (member.participations, member.people, member.activities, member.last_on)
            for member in members_of(scope)
        }
        expected = {}
        for number in [0] if recount.history["one_body"] else [0, 1]:
            of_it = [row for row in recount.came() if row["body"] is not None and recount.body(row) == number]
            now = [row for row in of_it if recount.lies(row, scope)]
            last = max((row["on"] for row in of_it), default=None)
            activities = len({row["activity"] for row in now})
            expected[bodies[number].pk] = (recount.participations(now), recount.people(now), activities, last)
        assert told == expected


def check_partners(recount, bodies):
    for scope in SCOPES:
        rows = {(row.organisation.pk, row.role_code): row for row in partnerships(scope)}
        told = {key: (row.participations, row.people) for key, row in rows.items() if row.participations}
        expected = {}
        for activity, body, role in recount.history["partners"]:
            number = 0 if body == 1 and recount.history["one_body"] else body
            expected.setdefault((bodies[number].pk, role), set()).add(activity)
        for key, activities in list(expected.items()):
            came = [row for row in recount.came(scope) if row["activity"] in activities]
            expected[key] = (recount.participations(came), recount.people(came))
            # An activity was held whether or not anybody came.
            assert key not in told or rows[key].activities >= len({row["activity"] for row in came})
        assert told == {key: numbers for key, numbers in expected.items() if numbers[0]}


def check_targets(recount, activities):
    told = {(aim.target.activity_id, aim.metric_code): (aim.aim, aim.actual) for aim in aims(Scope())}
    expected = {}
    for (activity, metric), value in recount.history["targets"].items():
        came = [row for row in recount.came() if row["activity"] == activity]
        actual = recount.people(came) if metric == "participants" else len(recount.bodies(came))
        expected[activities[activity].pk, metric] = (value, actual)
    assert told == expected


STEPS = {
    "undecided": "applied",
    "chosen": "enrolled",
    "waiting": "waiting",
    "declined": "declined",
    "withdrawn": "withdrawn",
}


def check_applications(recount, activities):
    told = application_outcomes.funnels(Scope())
    expected = {}
    for number, activity in enumerate(activities):
        mine = [
            row
            for row in recount.rows
            if row["activity"] == number
            and (row["applied"] or row["source"] == "application" or row["status"] == "applied")
        ]
        if mine:
            steps = {step: recount.people([r for r in mine if r["status"] == status]) for step, status in STEPS.items()}
            expected[activity.pk] = {
                "applied": recount.people(mine),
                **steps,
                "came": recount.people([row for row in mine if row["took_part"] and row["live"]]),
                "completed": recount.people([row for row in mine if row["completed"]]),
            }
    assert told == expected


def check_reports(recount, activities):
    for number, activity in enumerate(activities):
        told = activity_report.report_on(activity, Scope(activity=activity.pk))
        came = [row for row in recount.came() if row["activity"] == number]
        assert told.tally == recount.tally(came)
        assert told.figures.participants == recount.people(came)
        given = Counter(row["rating"] for row in came if row["rating"])
        assert {rating: answers for rating, answers in told.answers.by_rating.items() if answers} == given
        everyone = [row for row in recount.everyone if row["activity"] == number and row["status"] == "enrolled"]
        assert told.roles == Counter(row["role"] for row in everyone)
        represented = Counter()
        for body, is_member in {(recount.body(r), r["body"] in {0, 1}) for r in came if r["body"] is not None}:
            of_it = [
                r
                for r in came
                if r["body"] is not None and recount.body(r) == body and (r["body"] in {0, 1}) == is_member
            ]
            represented[is_member, recount.people(of_it)] += 1
        assert Counter((one.is_member, one.people) for one in told.organisations) == represented


def check_gender_tables(recount):
    """Totals always; the answers wherever they are shown, and never a number of 1 to 4."""

    def answer(found):
        said = {row["gender"] for row in found}
        return "women" if "woman" in said else "others" if said & {"man", "other"} else "silent"

    publish_tables()
    for table in published_tables():
        came = [
            row
            for row in recount.came()
            if table.family == "all"
            or (table.family == "year" and str(recount.day(row).year) == table.value)
            or (table.family == "region" and ("" if row["body"] is None else REGION[row["body"]]) == table.value)
        ]
        by_person = {}
        for row in came:
            by_person.setdefault(recount.who(row), []).append(row)
        assert table.people == len(by_person)
        if table.is_shown:
            counts = Counter(answer(found) for found in by_person.values())
            cells = (table.women, table.others, table.silent)
            assert cells == (counts["women"], counts["others"], counts["silent"])
            assert not any(0 < cell < 5 for cell in cells)
            assert sum(map(bool, cells)) > 1


def check(history):
    with transaction.atomic():
        activities, bodies = write(history)
        recount = Recount(history)
        check_places(recount)
        check_trends(recount)
        check_members(recount, bodies)
        check_partners(recount, bodies)
        check_targets(recount, activities)
        check_applications(recount, activities)
        check_reports(recount, activities)
        check_gender_tables(recount)
        transaction.set_rollback(True)


generated = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=40, **generated)
@given(histories)
def test_every_figure_of_every_screen_is_what_a_recount_by_hand_gives(history):
    check(history)


@pytest.mark.deep
@settings(max_examples=3000, **generated)
@given(histories)
def test_every_screen_of_thousands_of_histories_equals_the_recount(history):
    check(history)
