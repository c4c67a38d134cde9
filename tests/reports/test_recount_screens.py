"""An independent recount of the screens: generated histories, counted from the raw rows in plain Python."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.activities.models import ActivityPartner, Enrolment, EnrolmentEvent, Feedback, Target
from learning.people.models import Organisation, Person
from learning.reports import activity_report, applying, breakdowns
from learning.reports.gender_tables import gender_tables
from learning.reports.scopes import Scope
from learning.reports.screens.members import members_of
from learning.reports.screens.partners import partnerships
from learning.reports.screens.targets import aims
from learning.reports.screens.trends import trend
from tests.factories import make_activity, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db

PEOPLE, BODIES = 6, 4
COUNTRY, REGION = ["CO", "CO", "FR", "SN"], ["latin-america", "latin-america", "europe", "africa"]
# The fourth is always open; the others start over New Year, in May and in July.
BEGINS = [date(2024, 12, 31), date(2025, 5, 12), date(2025, 7, 1), None]
GENDERS = ["woman", "man", "other", "undisclosed", ""]
STATUSES = ["enrolled", "enrolled", "withdrawn", "applied", "waiting", "declined"]
SCOPES = [Scope(), Scope.of_year(2024), Scope.of_year(2025), Scope(date(2025, 1, 1), date(2025, 6, 30))]

rows = st.fixed_dictionaries(
    {
        "person": st.integers(0, PEOPLE - 1),
        "activity": st.integers(0, 3),
        "role": st.sampled_from(["participant"] * 6 + ["speaker", "staff"]),
        "status": st.sampled_from(STATUSES),
        "source": st.sampled_from(["own", "own", "application", "walk_in", "replay"]),
        "body": st.one_of(st.none(), st.integers(0, BODIES - 1)),
        "gender": st.sampled_from(GENDERS),
        "took_part": st.booleans(),
        "live": st.booleans(),
        "completed": st.booleans(),
        "applied": st.booleans(),
        # When it happened, in the course that is always open.
        "on": st.sampled_from([date(2024, 11, 1), date(2025, 2, 1), date(2025, 8, 1)]),
        "rating": st.one_of(st.none(), st.integers(1, 5)),
    }
)
histories = st.fixed_dictionaries(
    {
        "rows": st.lists(rows, min_size=2, max_size=16, unique_by=lambda row: (row["person"], row["activity"])),
        "merged": st.dictionaries(st.integers(2, PEOPLE - 1), st.integers(0, 1), max_size=3),
        # Whether the second organisation counts as the first.
        "one_body": st.booleans(),
        # Which activity has which organisation in which role.
        "partners": st.sets(
            st.tuples(st.integers(0, 3), st.integers(0, BODIES - 1), st.sampled_from(["host", "funder"])), max_size=4
        ),
        "targets": st.dictionaries(
            st.tuples(st.integers(0, 3), st.sampled_from(["participants", "organisations"])),
            st.integers(0, 5),
            max_size=3,
        ),
    }
)


def write(history):
    """The rows of a history in the database: (activities, organisations)."""
    bodies = [
        make_member(f"Body {n}", country=COUNTRY[n]) if n < 2 else make_organisation(country=COUNTRY[n])
        for n in range(BODIES)
    ]
    if history["one_body"]:
        Organisation.objects.filter(pk=bodies[1].pk).update(merged_into=bodies[0])
    people = [make_person(organisation=None) for _number in range(PEOPLE)]
    for one, other in history["merged"].items():
        people[one].merged_into = people[other]
    Person.objects.bulk_update(people, ["merged_into"])
    activities = [make_activity(starts_on=day) for day in BEGINS]
    for row in history["rows"]:
        enrolment = Enrolment.objects.create(**_fields(row, activities, bodies, people))
        at = datetime(row["on"].year, row["on"].month, 1, tzinfo=UTC)
        if row["applied"]:
            EnrolmentEvent.objects.create(enrolment=enrolment, status="applied", at=at)
        if row["rating"]:
            Feedback.objects.create(enrolment=enrolment, rating=row["rating"], given_at=at)
    for activity, body, role in history["partners"]:
        ActivityPartner.objects.create(activity=activities[activity], organisation=bodies[body], role=role)
    for (activity, metric), value in history["targets"].items():
        Target.objects.create(activity=activities[activity], metric=metric, value=value)
    return activities, bodies


def _fields(row, activities, bodies, people):
    body = None if row["body"] is None else bodies[row["body"]]
    at = datetime(row["on"].year, row["on"].month, 1, tzinfo=UTC)
    took_part = row["on"] if row["took_part"] else None
    return {
        "activity": activities[row["activity"]],
        "person": people[row["person"]],
        "role": row["role"],
        "source": row["source"],
        "status": row["status"],
        "queued_at": at,
        "enrolled_at": at,
        "withdrawn_at": at if row["status"] == "withdrawn" else None,
        "organisation": body,
        "organisation_kind": "local" if body else "",
        "country": body.country if body else "",
        "region": body.region if body else "",
        "is_member": row["body"] in {0, 1},
        "gender": row["gender"],
        "attended_on": took_part if row["live"] else None,
        "started_on": None if row["live"] else took_part,
        "participated_on": took_part,
        "completed_at": at if row["completed"] else None,
        "completed_by": "officer" if row["completed"] else "",
        "replayed_on": None,
    }


class Recount:
    """The rules of counting.md, said again over dictionaries."""

    def __init__(self, history):
        self.history = history
        self.rows = [row for row in history["rows"] if row["role"] == "participant"]

    def who(self, row):
        return self.history["merged"].get(row["person"], row["person"])

    def body(self, row):
        return 0 if row["body"] == 1 and self.history["one_body"] else row["body"]

    def day(self, row):
        """Where its figures stand: by its activity or, in the open course, by what happened."""
        return BEGINS[row["activity"]] or row["on"]

    def lies(self, row, scope):
        day = self.day(row)
        return (not scope.first or day >= scope.first) and (not scope.last or day <= scope.last)

    def came(self, scope=None):
        return [row for row in self.rows if row["took_part"] and (scope is None or self.lies(row, scope))]

    def people(self, found):
        return len({self.who(row) for row in found})

    def participations(self, found):
        return len({(row["activity"], self.who(row)) for row in found})

    def bodies(self, found):
        return {self.body(row) for row in found if row["body"] is not None}

    def tally(self, found):
        def of(*genders):
            return self.people([row for row in found if row["gender"] in genders])

        known = [row for row in found if row["body"] is not None]
        return breakdowns.Tally(
            participations=self.participations(found),
            people=self.people(found),
            organisations=len(self.bodies(found)),
            members=len(self.bodies([row for row in found if row["body"] in {0, 1}])),
            countries=len({COUNTRY[row["body"]] for row in known}),
            women=of("woman"),
            men=of("man"),
            others=of("other"),
            answered=of("woman", "man", "other"),
        )


def check_places(recount):
    for scope in SCOPES:
        came = recount.came(scope)
        assert breakdowns.tally(scope) == recount.tally(came)
        for by, names in (("region", REGION), ("country", COUNTRY)):
            groups = {}
            for row in came:
                groups.setdefault("" if row["body"] is None else names[row["body"]], []).append(row)
            assert breakdowns.tallies(scope, by) == {name: recount.tally(found) for name, found in groups.items()}


def check_trends(recount):
    for step, start_of in (
        ("year", lambda day: day.replace(month=1, day=1)),
        ("quarter", lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)),
        ("month", lambda day: day.replace(day=1)),
    ):
        told = {row.start: row.numbers for row in trend(Scope(), step) if any(row.numbers.values())}
        expected = {}
        done = [row for row in recount.rows if row["completed"]]
        for start in {start_of(recount.day(row)) for row in [*recount.came(), *done]}:
            came = [row for row in recount.came() if start_of(recount.day(row)) == start]
            completed = [row for row in done if start_of(recount.day(row)) == start]
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
        told = {
            (row.organisation.pk, row.role_code): (row.activities, row.participations, row.people)
            for row in partnerships(scope)
        }
        expected = {}
        for activity, body, role in recount.history["partners"]:
            number = 0 if body == 1 and recount.history["one_body"] else body
            expected.setdefault((bodies[number].pk, role), set()).add(activity)
        for key, activities in list(expected.items()):
            came = [row for row in recount.came(scope) if row["activity"] in activities]
            held = len({row["activity"] for row in came})
            expected[key] = (held, recount.participations(came), recount.people(came))
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
    told = applying.funnels(Scope())
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
        given = Counter(row["rating"] for row in recount.rows if row["activity"] == number and row["rating"])
        assert {rating: answers for rating, answers in told.answers.by_rating.items() if answers} == given
        everyone = [row for row in recount.history["rows"] if row["activity"] == number and row["status"] == "enrolled"]
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

    for table in gender_tables():
        came = [
            row
            for row in recount.came()
            if table.family == "all"
            or (table.family == "year" and recount.day(row).year == table.value)
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
def test_so_it_is_over_thousands_of_histories(history):
    check(history)
