"""An independent recount: generated histories, counted from the raw rows in plain Python, against what staff are shown."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.activities.choices import EnrolmentStatus, Role, Source
from learning.activities.models import Enrolment
from learning.people.models import Person
from learning.reports.figures import Figures
from learning.reports.queries import figures_by_activity, people_of
from learning.reports.scopes import Scope
from tests.factories import make_activity, make_member, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)
END = START + timedelta(hours=1)
PEOPLE, BODIES, ACTIVITIES = 5, 3, 3
GENDERS = ["woman", "man", "other", "undisclosed", ""]
hours = st.integers(-3, 3)

rows = st.fixed_dictionaries(
    {
        "person": st.integers(0, PEOPLE - 1),
        "activity": st.integers(0, ACTIVITIES - 1),
        "role": st.sampled_from(["participant"] * 6 + Role.values),
        "source": st.sampled_from(["own"] * 6 + Source.values),
        "status": st.sampled_from(["enrolled", "withdrawn"] * 4 + EnrolmentStatus.values),
        "enrolled": hours,
        "withdrawn": hours,
        "body": st.one_of(st.none(), st.integers(0, BODIES - 1)),
        "gender": st.sampled_from(GENDERS),
        "took_part": st.booleans(),
        "watched": st.booleans(),
        "completed": st.booleans(),
    }
)
histories = st.fixed_dictionaries(
    {
        "rows": st.lists(rows, min_size=2, max_size=12, unique_by=lambda row: (row["person"], row["activity"])),
        # Who counts as whom: the pointed-at stand before, so that no circle arises and chains stay two steps long.
        "merged": st.dictionaries(st.integers(2, PEOPLE - 1), st.integers(0, 1), max_size=3),
        "chained": st.booleans(),
    }
)


def write(history):
    """The rows of a history in the database; returns its activities: one with a session, one with days, one open."""
    bodies = [
        make_member("M", country="CO"),
        make_organisation("N", country="CO"),
        make_organisation("O", country="FR"),
    ]
    people = [make_person(organisation=None) for _number in range(PEOPLE)]
    for one, other in history["merged"].items():
        people[one].merged_into = people[other]
    if history["chained"]:
        people[1].merged_into = people[0]
    Person.objects.bulk_update(people, ["merged_into"])
    dated, days, self_paced = (
        make_activity(starts_on=START.date()),
        make_activity(starts_on=START.date()),
        make_activity(),
    )
    make_session(dated, START)
    activities = [dated, days, self_paced]
    for row in history["rows"]:
        body = None if row["body"] is None else bodies[row["body"]]
        day = START.date() if row["took_part"] else None
        Enrolment.objects.create(
            activity=activities[row["activity"]],
            person=people[row["person"]],
            role=row["role"],
            source=row["source"],
            status=row["status"],
            queued_at=START,
            enrolled_at=START + timedelta(hours=row["enrolled"]),
            withdrawn_at=START + timedelta(hours=row["withdrawn"]),
            organisation=body,
            country=body.country if body else "",
            is_member=row["body"] == 0,
            gender=row["gender"],
            attended_on=day,
            started_on=day,
            participated_on=day,
            replayed_on=START.date() if row["watched"] else None,
            completed_at=START if row["completed"] else None,
            completed_by="officer" if row["completed"] else "",
        )
    return activities


def canonical(person, history):
    if person in history["merged"]:
        return canonical(history["merged"][person], history)
    return 0 if person == 1 and history["chained"] else person


def registered(row):
    """The rule for registrants, said again. All that happens here happens within a day."""
    if row["source"] not in {"own", "officer", "application"} or row["status"] not in {"enrolled", "withdrawn"}:
        return False
    in_time = row["activity"] != 0 or START + timedelta(hours=row["enrolled"]) < END
    if row["status"] == "enrolled":
        return in_time
    stayed = [row["withdrawn"] >= 0, True, row["took_part"]][row["activity"]]
    return in_time and stayed


def recount(history, activities):
    """The figures of the rows of these activities (by number), from the rules of counting.md in plain Python."""
    mine = [row for row in history["rows"] if row["activity"] in activities and row["role"] == "participant"]
    came = [row for row in mine if row["took_part"]]
    whose = [row for row in came if row["body"] is not None]

    def people(found):
        return len({canonical(row["person"], history) for row in found})

    return Figures(
        registrants=people([row for row in mine if registered(row)]),
        participants=people(came),
        walk_ins=people([row for row in came if row["source"] in {"walk_in", "import"}]),
        replays=people([row for row in mine if row["watched"]]),
        completers=people([row for row in mine if row["completed"] and (row["took_part"] or not row["watched"])]),
        organisations=len({row["body"] for row in whose}),
        members=len({row["body"] for row in whose if row["body"] == 0}),
        non_members=len({row["body"] for row in whose if row["body"] != 0}),
        countries=len({"CO" if row["body"] < 2 else "FR" for row in whose}),
        women=people([row for row in came if row["gender"] == "woman"]),
        answered=people([row for row in came if row["gender"] in {"woman", "man", "other"}]),
    )


def check(history):
    with transaction.atomic():
        activities = write(history)
        told = figures_by_activity(Scope(), [activity.pk for activity in activities])
        for number, activity in enumerate(activities):
            assert told.get(activity.pk, Figures()) == recount(history, {number})
        assert people_of(Scope(), [activity.pk for activity in activities]) == recount(history, {0, 1, 2})
        transaction.set_rollback(True)


generated = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=120, **generated)
@given(histories)
def test_every_figure_is_what_a_recount_by_hand_gives(history):
    check(history)


@pytest.mark.deep
@settings(max_examples=3000, **generated)
@given(histories)
def test_so_it_is_over_thousands_of_histories(history):
    check(history)
