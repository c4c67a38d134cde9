"""An independent recount of histories that come about by actions: people enrol, withdraw, come, rejoin, learn, move, are
merged and unmerged and erased; organisations join, leave and are merged; files are imported and taken back; over New
Year, by several clocks.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.activities import errors, signals
from learning.activities.attendance import actions as attendance_actions
from learning.activities.attendance import viewing_actions
from learning.activities.choices import Completion, Source
from learning.activities.completion import actions as completion_actions
from learning.activities.completion import steps
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Enrolment, EvidenceBatch, Presence
from learning.core.errors import BusinessError
from learning.people import changes
from learning.people.duplicates import merges
from learning.people.models import Membership, Organisation, Person
from learning.people.privacy.erasure import anonymise
from tests.factories import make_activity, make_member, make_organisation, make_person, make_session

from .recount_checks import PERIODS, compare, shown

pytestmark = pytest.mark.django_db

BEGIN = datetime(2025, 12, 31, 9, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PEOPLE, BODIES, ACTIVITIES = 4, 3, 4
REQUIRED = [steps.Step(UUID(int=number), datetime(2025, 1, 1, tzinfo=UTC)) for number in (1, 2)]

who, which, whose = st.integers(0, PEOPLE - 1), st.integers(0, ACTIVITIES - 1), st.integers(0, BODIES - 1)
actions = st.one_of(
    st.tuples(st.just("enrol"), who, which, st.sampled_from(["own", "own", "officer", "walk_in", "import"])),
    st.tuples(st.just("withdraw"), who, which),
    st.tuples(st.just("come"), who, which, st.integers(-5, 55), st.integers(1, 30)),
    st.tuples(st.just("check_in"), who, which),
    st.tuples(st.just("import_file"), st.lists(who, min_size=1, max_size=3, unique=True), which, st.integers(1, 60)),
    st.tuples(st.just("take_back"), st.integers(0, 2)),
    st.tuples(st.just("learn"), who, st.integers(1, 2)),
    st.tuples(st.just("watch"), who, which, st.integers(30, 120)),
    st.tuples(st.just("complete"), who, which),
    st.tuples(st.just("move"), who, whose),
    st.tuples(st.just("merge"), who, who),
    st.tuples(st.just("unmerge"), who),
    st.tuples(st.just("erase"), who),
    st.tuples(st.just("join"), whose),
    st.tuples(st.just("leave"), whose),
    st.tuples(st.just("merge_bodies"), whose, whose),
    st.tuples(st.just("unmerge_body"), whose),
)
histories = st.lists(st.tuples(st.integers(0, 8), actions), min_size=4, max_size=25)


periods = st.sampled_from(PERIODS)


class World:
    """Four people of three organisations, and four activities: two clocks over New Year, days alone, an open course."""

    def __init__(self):
        self.bodies = [
            make_member("Bogotá", country="CO", place="Bogotá"),
            make_organisation("Area of Bogotá", country="CO", place="Bogotá", kind="association"),
            make_organisation("Lyon", country="FR", place="Lyon"),
        ]
        self.people = [
            make_person(organisation=self.bodies[number % BODIES], gender=gender)
            for number, gender in enumerate(["woman", "man", "", "woman"])
        ]
        auckland = make_activity(completion=Completion.ATTENDANCE, attendance_share=50)
        bogota = make_activity(capacity=2, action_line=2)
        days = make_activity(starts_on=BEGIN.date(), ends_on=BEGIN.date() + timedelta(days=1))
        course = make_activity(kind="course", completion=Completion.STEPS, action_line=2)
        make_session(auckland, BEGIN + 6 * HOUR, time_zone="Pacific/Auckland")
        make_session(auckland, BEGIN + 30 * HOUR, time_zone="Pacific/Auckland")
        make_session(bogota, BEGIN + 18 * HOUR, time_zone="America/Bogota")
        self.activities = [auckland, bogota, days, course]
        self.batches = []

    def do(self, name, *what):
        getattr(self, name)(*what)

    def person(self, number):
        return Person.objects.select_related("organisation", "merged_into").get(pk=self.people[number].pk)

    def body(self, number):
        return Organisation.objects.get(pk=self.bodies[number].pk)

    def row(self, number, which):
        return enrolment_actions.enrolment_of(self.activities[which], self.person(number).canonical)

    def enrol(self, number, which, source):
        if self.person(number).canonical.erased_on is None:
            enrolment_actions.enrol(self.activities[which], self.person(number), source=source)

    def withdraw(self, number, which):
        row = self.row(number, which)
        if row:
            enrolment_actions.withdraw(row)

    def come(self, number, which, start, length, **evidence):
        row, session = self.row(number, which), self.activities[which].first_session
        if row and session:
            at = session.starts_at + start * MINUTE
            told = {"source": Presence.Source.JOIN, **evidence}
            attendance_actions.record(row, session, at, at + length * MINUTE, **told)

    def check_in(self, number, which):
        row, session = self.row(number, which), self.activities[which].first_session
        if row and session:
            attendance_actions.check_in(row, session)

    def import_file(self, numbers, which, length):
        batch = EvidenceBatch.objects.create(activity=self.activities[which], name="attendance.csv")
        self.batches.append(batch)
        for number in numbers:
            self.enrol(number, which, Source.IMPORT)
            self.come(number, which, 0, length, source=Presence.Source.FILE, batch=batch)

    def take_back(self, number):
        if number < len(self.batches):
            attendance_actions.take_back(self.batches[number])

    def learn(self, number, step):
        row = self.row(number, 3)
        if row:
            completion_actions.complete_step(row, UUID(int=step), minutes=20 * step, required=REQUIRED)

    def watch(self, number, which, seconds):
        viewing_actions.watch(
            self.activities[which],
            self.person(number),
            UUID(int=9),
            start=0,
            end=seconds,
            length=120,
            since=BEGIN - HOUR,
        )

    def complete(self, number, which):
        row = self.row(number, which)
        if row:
            completion_actions.mark_complete(row)

    def move(self, number, body):
        person = self.person(number)
        if person.erased_on is None:
            person.organisation = self.body(body)
            changes.change(person, ["organisation"])

    def merge(self, one, other):
        merges.merge(self.person(one), self.person(other))

    def unmerge(self, number):
        merges.unmerge(self.people[number])

    def erase(self, number):
        before = shown()
        anonymise(self.person(number))
        assert shown() == before

    def join(self, number):
        Membership.objects.create(organisation=self.body(number), since=datetime.now(UTC).date())

    def leave(self, number):
        day = datetime.now(UTC).date()
        self.body(number).memberships.filter(until=None, since__lte=day).update(until=day)

    def merge_bodies(self, one, other):
        merges.merge(self.body(one), self.body(other))

    def unmerge_body(self, number):
        merges.unmerge(self.bodies[number])


def live(history):
    """Do what the history says, hour by hour; what is refused is no part of it."""
    world, at = World(), BEGIN
    for wait, (name, *what) in history:
        at += wait * HOUR
        with time_machine.travel(at, tick=False):
            try:
                with transaction.atomic():
                    world.do(name, *what)
            except (BusinessError, errors.NotEnrolled, merges.MergeRefused):
                continue


@pytest.fixture(autouse=True)
def lessons():
    """Which lessons the course asks: here no page says it."""

    def answer(sender, activity, **kwargs):
        return REQUIRED

    signals.required_steps.connect(answer)
    yield
    signals.required_steps.disconnect(answer)


def check(history, period):
    with transaction.atomic():
        live(history)
        recount = compare(period, [step.key for step in REQUIRED])
        facts = Enrolment.objects.values_list("pk", "attended_on")
        assert {pk: came is not None for pk, came in facts} == recount.settled()
        transaction.set_rollback(True)


generated = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@settings(max_examples=60, **generated)
@given(histories, periods)
def test_every_figure_of_a_lived_history_is_what_a_recount_gives(history, period):
    check(history, period)


@pytest.mark.deep
@settings(max_examples=2000, **generated)
@given(histories, periods)
def test_every_figure_of_thousands_of_histories_by_actions_equals_the_recount(history, period):
    check(history, period)


@settings(max_examples=20, **generated)
@given(histories, st.lists(who, min_size=1, max_size=3, unique=True), which, st.integers(1, 60))
def test_a_file_taken_back_leaves_every_figure_of_any_history_as_it_was(history, numbers, which, length):
    with transaction.atomic():
        world = World()
        for _wait, (name, *what) in history:
            with time_machine.travel(BEGIN, tick=False):
                try:
                    with transaction.atomic():
                        world.do(name, *what)
                except (BusinessError, errors.NotEnrolled, merges.MergeRefused):
                    continue
        before, known = shown(), len(world.batches)
        with time_machine.travel(BEGIN, tick=False):
            world.import_file(numbers, which, length)
            world.take_back(known)
        assert shown() == before
        transaction.set_rollback(True)
