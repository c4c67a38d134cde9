"""An independent recount: generated rows, counted in plain Python, against what staff are shown.

Here rows are written as they may stand in the tables, the odd ones included; in `test_recount_of_actions` they come
about by what people do.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.activities.attendance.presence import time_there
from learning.activities.choices import EnrolmentStatus, Role, Source
from learning.activities.joint.merge_receivers import join_unjoined
from learning.activities.models import CompletedStep, DeclaredFigure, Enrolment, Presence
from learning.people.models import Membership, Organisation, Person
from tests.factories import make_activity, make_organisation, make_person, make_session

from .recount_checks import PERIODS, compare

pytestmark = pytest.mark.django_db

START = datetime(2025, 12, 31, 14, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# The last activity is an aggregate.
PEOPLE, BODIES, ACTIVITIES = 5, 4, 6
GENDERS = ["woman", "man", "other", "undisclosed", ""]
hours, days = st.integers(-3, 3), st.integers(-1, 2)
stays = st.fixed_dictionaries(
    {
        "from": st.integers(-10, 60),
        "long": st.integers(0, 40),
        "source": st.sampled_from(Presence.Source.values),
        "mode": st.sampled_from(["live", "live", "replay"]),
        "withdrawn": st.booleans(),
    }
)
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
        "was_member": st.booleans(),
        "gender": st.sampled_from(GENDERS),
        "came": st.one_of(st.none(), days),
        "started": st.one_of(st.none(), days),
        "watched": st.one_of(st.none(), days),
        "completed": st.one_of(st.none(), days),
        "stays": st.lists(stays, max_size=3),
        "steps": st.dictionaries(st.integers(1, 3), days, max_size=2),
    }
)
histories = st.fixed_dictionaries(
    {
        "rows": st.lists(rows, min_size=2, max_size=12, unique_by=lambda row: (row["person"], row["activity"])),
        # Who counts as whom: the pointed-at stand before, so that no circle arises and chains stay two steps long.
        "merged": st.dictionaries(st.integers(2, PEOPLE - 1), st.integers(0, 1), max_size=3),
        "chained": st.booleans(),
        "merged_bodies": st.dictionaries(st.integers(2, BODIES - 1), st.integers(0, 1), max_size=2),
        "memberships": st.lists(st.tuples(st.integers(0, BODIES - 1), days, st.one_of(st.none(), days)), max_size=3),
        "statuses": st.lists(
            st.sampled_from(["planned", "held", "confirmed", "cancelled"]), min_size=ACTIVITIES, max_size=ACTIVITIES
        ),
        # What the aggregate is the total of; an activity of it may have one under itself.
        "parts": st.sets(st.integers(0, ACTIVITIES - 2), max_size=3),
        "under": st.booleans(),
        "declared": st.lists(
            st.fixed_dictionaries(
                {
                    "activity": st.one_of(st.none(), st.integers(0, ACTIVITIES - 1)),
                    "covers": st.sets(st.integers(0, ACTIVITIES - 1), max_size=2),
                    "year": st.sampled_from([2025, 2026]),
                    "metric": st.sampled_from(["participants", "participants", "activities", "speakers"]),
                }
            ),
            max_size=2,
        ),
    }
)


periods = st.sampled_from(PERIODS)


def make_bodies(history):
    bodies = [
        make_organisation("City of Geneva", country="CH", place="Geneva"),
        make_organisation("Canton of Geneva", country="CH", place="Geneva"),
        make_organisation("Geneva, New York", country="US", place="Geneva", kind="association"),
        make_organisation("University", country="CO", kind="academic", place="Bogotá"),
    ]
    for one, other in history["merged_bodies"].items():
        bodies[one].merged_into = bodies[other]
    Organisation.objects.bulk_update(bodies, ["merged_into"])
    for body, since, until in history["memberships"]:
        first = START.date() + since * DAY
        last = None if until is None else max(first, START.date() + until * DAY)
        Membership.objects.create(organisation=bodies[body], since=first, until=last)
    return bodies


def make_people(history):
    people = [make_person(organisation=None) for _number in range(PEOPLE)]
    for one, other in history["merged"].items():
        people[one].merged_into = people[other]
    if history["chained"]:
        people[1].merged_into = people[0]
    Person.objects.bulk_update(people, ["merged_into"])
    return people


def make_activities(history):
    """Sessions in two zones over New Year, days alone, a month alone, and a course that is always open."""
    auckland, bogota, days, month, course = (
        make_activity(),
        make_activity(action_line=2),
        make_activity(starts_on=START.date(), ends_on=START.date() + DAY, action_line=2),
        make_activity(starts_on=date(2026, 1, 1), precision="month"),
        make_activity(kind="course"),
    )
    aggregate = make_activity(kind="series", starts_on=date(2026, 1, 1), is_aggregate=True)
    make_session(auckland, START, time_zone="Pacific/Auckland")
    make_session(auckland, START + DAY, time_zone="Pacific/Auckland")
    make_session(bogota, START + 13 * HOUR, time_zone="America/Bogota")
    made = [auckland, bogota, days, month, course, aggregate]
    for activity, status in zip(made, history["statuses"], strict=True):
        activity.status = status
    for part in history["parts"]:
        made[part].parent = aggregate
    if history["under"] and 0 not in history["parts"]:
        made[0].parent = made[1]
    for activity in made:
        activity.save()
    for declared in history["declared"]:
        declare(made, **declared)
    return made


def declare(activities, activity, covers, **fields):
    declared_of = None if activity is None else activities[activity]
    figure = DeclaredFigure(activity=declared_of, value=40, unit="people", source="Report", **fields)
    figure.covers = [activities[covered] for covered in covers]
    figure.save()


def on(day):
    return None if day is None else START.date() + day * DAY


def write(history):
    bodies, people, activities = make_bodies(history), make_people(history), make_activities(history)
    for row in history["rows"]:
        activity = activities[row["activity"]]
        body = None if row["body"] is None else bodies[row["body"]]
        came, started = on(row["came"]), on(row["started"])
        enrolment = Enrolment.objects.create(
            activity=activity,
            person=people[row["person"]],
            role=row["role"],
            source=row["source"],
            status=row["status"],
            queued_at=START,
            enrolled_at=START + row["enrolled"] * HOUR,
            withdrawn_at=START + row["withdrawn"] * HOUR,
            organisation=body,
            organisation_kind=body.kind if body else "",
            country=body.country if body else "",
            region=body.region if body else "",
            is_member=row["was_member"],
            gender=row["gender"],
            attended_on=came,
            started_on=started,
            participated_on=min(filter(None, [came, started]), default=None),
            replayed_on=on(row["watched"]),
            completed_at=None if row["completed"] is None else START + row["completed"] * DAY,
            completed_by="" if row["completed"] is None else "officer",
        )
        write_evidence(enrolment, row)
    join_unjoined()


def write_evidence(enrolment, row):
    for session in enrolment.activity.sessions.all():
        for stay in row["stays"]:
            start = session.starts_at + stay["from"] * MINUTE
            Presence.objects.create(
                enrolment=enrolment,
                session=session,
                starts_at=start,
                ends_at=start + stay["long"] * MINUTE,
                source=stay["source"],
                mode=stay["mode"],
                withdrawn_at=START if stay["withdrawn"] else None,
            )
    for number, day in row["steps"].items():
        at = START + day * DAY
        CompletedStep.objects.create(
            enrolment=enrolment, step_key=UUID(int=number), minutes=7 * number + row["person"], completed_at=at
        )
    keep_learning_time(enrolment)


def keep_learning_time(enrolment):
    """What the actions keep with the row; the recount adds it up from the evidence."""
    standing = enrolment.presences.filter(mode=Presence.Mode.LIVE, withdrawn_at=None)
    enrolment.live_time = time_there(standing.select_related("session"))
    enrolment.lesson_minutes = sum(step.minutes for step in enrolment.completed_steps.all())
    enrolment.save()


def check(history, period):
    with transaction.atomic():
        write(history)
        compare(period)
        transaction.set_rollback(True)


generated = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@settings(max_examples=100, **generated)
@given(histories, periods)
def test_every_figure_is_what_a_recount_by_hand_gives(history, period):
    check(history, period)


@pytest.mark.deep
@settings(max_examples=8000, **generated)
@given(histories, periods)
def test_every_figure_of_thousands_of_histories_equals_the_recount(history, period):
    check(history, period)
