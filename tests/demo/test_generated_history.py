"""Generated histories agree with what the actions would have written."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q

from demo.history.generate import PeopleHere, RealPeopleHere, generate
from demo.history.size import Size, TooCrowded
from learning.activities.attendance import actions as attendance_actions
from learning.activities.choices import Completion, Role, Source
from learning.activities.completion import actions as completion_actions
from learning.activities.completion.steps import Step
from learning.activities.enrolment import affiliation_snapshot
from learning.activities.models import (
    Activity,
    CompletedStep,
    Enrolment,
    EnrolmentEvent,
    Feedback,
    Presence,
    Result,
    Viewing,
)
from learning.people.models import Membership, Organisation, Person
from tests.factories import make_enrolment, make_person

pytestmark = pytest.mark.django_db

LAST = date(2025, 12, 31)
SMALL = Size(people=120, activities=30, participations=400, until=LAST, seed=7)
DAYS = ("attended_on", "started_on", "replayed_on", "participated_on")
SETTLED = (*DAYS, "completed_at", "completed_by", "live_time", "lesson_minutes")
COPY = ("organisation_id", "organisation_kind", "country", "region", "is_member", "gender")
KEPT = (Person, Organisation, Membership, Activity, Enrolment, EnrolmentEvent, Presence, CompletedStep, Viewing, Result)


@pytest.fixture
def history():
    generate(SMALL)


def facts(enrolment, names=SETTLED):
    return {name: getattr(enrolment, name) for name in names}


def enrolments():
    rows = Enrolment.objects.select_related("activity", "person__merged_into", "organisation__merged_into")
    return list(rows.order_by("pk"))


def test_history_has_the_requested_size(history):
    took_part = Enrolment.objects.filter(role=Role.PARTICIPANT).exclude(participated_on=None)
    assert (Person.objects.count(), Activity.objects.count(), took_part.count()) == (120, 30, 400)


def test_history_has_rows_of_all_kinds():
    generate(replace(SMALL, people=300, activities=80, participations=2000))
    assert all(model.objects.exists() for model in (*KEPT, Feedback))
    assert set(Enrolment.objects.values_list("source", flat=True)) == set(Source.values)
    statuses = set(Enrolment.objects.values_list("status", flat=True))
    assert {"enrolled", "withdrawn", "waiting", "declined"} <= statuses
    assert set(Presence.objects.values_list("source", flat=True)) == set(Presence.Source.values)


def test_attendance_and_replays_agree_with_the_action(history):
    told = {row.pk: facts(row) for row in enrolments()}
    nothing = dict.fromkeys(("attended_on", "replayed_on", "participated_on", "started_on"))
    Enrolment.objects.update(**nothing, live_time=timedelta())
    Enrolment.objects.exclude(completed_by=Completion.STEPS).exclude(completed_by=Completion.OFFICER).update(
        completed_at=None, completed_by=""
    )
    for row in enrolments():
        Enrolment.objects.filter(pk=row.pk, participated_on=None).update(
            started_on=told[row.pk]["started_on"],
            participated_on=told[row.pk]["started_on"],
        )
        attendance_actions.settle(attendance_actions.lock(row.activity), row)
    assert {row.pk: facts(row) for row in enrolments()} == told


def test_repeated_steps_lead_to_the_same_settled_facts(history):
    learners = [row for row in enrolments() if row.started_on and row.status == "enrolled"][:60]
    assert {row.completed_by for row in learners} >= {Completion.STEPS, ""}
    for row in learners:
        told, steps = facts(row), list(row.completed_steps.order_by("completed_at"))
        known = CompletedStep.objects.filter(enrolment__activity=row.activity)
        long_ago = datetime(2000, 1, 1, tzinfo=UTC)
        required = [Step(key, long_ago) for key in known.values_list("step_key", flat=True).distinct()]
        row.completed_steps.all().delete()
        Enrolment.objects.filter(pk=row.pk).update(
            started_on=None, participated_on=row.attended_on, completed_at=None, completed_by="", lesson_minutes=0
        )
        for step in steps:
            with time_machine.travel(step.completed_at, tick=False):
                completion_actions.complete_step(row, step.step_key, minutes=step.minutes, required=required)
        row.refresh_from_db()
        assert facts(row) == told


def test_affiliation_snapshots_agree_with_the_action(history):
    for row in enrolments():
        told = facts(row, COPY)
        alone_at = row.enrolled_at or row.events.order_by("at").first().at
        moved = not row.activity.counts_membership_on and row.organisation != row.person.organisation
        with time_machine.travel(alone_at, tick=False):
            affiliation_snapshot.take_snapshot(row, row.organisation)
        assert facts(row, COPY) == told or moved


def test_last_event_agrees_with_the_status(history):
    latest = {}
    for event in EnrolmentEvent.objects.order_by("at", "id"):
        latest[event.enrolment_id] = event.status
    assert dict(Enrolment.objects.values_list("pk", "status")) == latest
    assert not Enrolment.objects.filter(status="enrolled", enrolled_at=None).exists()


def test_all_events_are_within_the_period(history):
    end, start = datetime(2026, 1, 1, tzinfo=UTC), datetime(2020, 10, 1, tzinfo=UTC)
    outside = Q(at__gt=end) | Q(at__lt=start)
    assert not EnrolmentEvent.objects.filter(outside).exists()
    assert not CompletedStep.objects.filter(completed_at__gt=end).exists()
    assert not Viewing.objects.filter(last_seen_at__gt=end).exists()
    assert not Presence.objects.filter(ends_at__gt=end).exists()


def test_viewings_are_within_the_recording(history):
    for viewing in Viewing.objects.all():
        pairs = viewing.stretches
        assert pairs == sorted(pairs)
        assert pairs[0][0] >= 0
        assert pairs[-1][1] <= viewing.length


def test_waiting_enrolments_have_a_queue_date_and_a_capacity(history):
    waiting = Enrolment.objects.filter(status="waiting")
    assert not waiting.filter(queued_at=None).exists()
    assert not waiting.filter(activity__capacity=None).exists()


def told_of(size):
    """Return the content of an empty database after `generate(size)`, without primary keys."""
    with transaction.atomic():
        generate(size)
        people = Person.objects.order_by("pk").values_list("uuid", "name", "gender", "organisation__uuid")
        did = ("person__uuid", "activity__key", "status", "source", "enrolled_at", "participated_on", "is_member")
        told = list(people), list(Enrolment.objects.order_by("pk").values_list(*did))
        transaction.set_rollback(True)
    return told


def test_same_seed_gives_the_same_history_and_another_seed_another():
    first = told_of(SMALL)
    assert told_of(SMALL) == first
    assert told_of(replace(SMALL, seed=8)) != first


def test_history_has_merged_people_and_organisations():
    generate(Size(people=4000, activities=4, participations=100, until=LAST))
    assert Person.objects.exclude(merged_into=None).count() == 20
    assert Organisation.objects.exclude(merged_into=None).count() == 1
    twins = Person.objects.exclude(merged_into=None)
    assert not twins.exclude(merged_into__organisation=F("organisation")).exists()
    left = Membership.objects.values("organisation").annotate(times=Count("pk"))
    assert left.filter(times=2).exists()


def test_too_many_participations_are_refused():
    with pytest.raises(TooCrowded):
        Size(people=10, activities=2, participations=13, until=LAST)
    with pytest.raises(CommandError, match="At most 12"):
        call_command("generate_history", people=10, activities=2, participations=13)


def test_history_is_refused_if_there_are_real_people():
    make_person(email="aya@abidjan.example.ci")
    with pytest.raises(RealPeopleHere):
        generate(SMALL, may_add=True)
    with pytest.raises(CommandError, match="real people"):
        call_command("generate_history", yes_add=True)
    assert Person.objects.count() == 1


def test_person_without_email_counts_as_real():
    make_enrolment(Activity.objects.create(title="Seminar", kind="seminar"), make_person(email=""))
    with pytest.raises(RealPeopleHere):
        generate(SMALL, may_add=True)


def test_history_is_added_to_invented_people_only_with_yes_add(history, capsys):
    with pytest.raises(PeopleHere):
        generate(SMALL)
    with pytest.raises(CommandError, match="--yes-add"):
        call_command("generate_history")
    call_command("generate_history", people=50, activities=3, participations=20, seed=8, yes_add=True)
    assert capsys.readouterr().out.startswith("170 people, ")


def test_enrolment_after_a_history_gets_the_next_key(history):
    last = Enrolment.objects.order_by("pk").last()
    row = make_enrolment(Activity.objects.create(title="Next", kind="webinar"))
    assert row.pk == last.pk + 1
    assert row.enrolled_at - last.enrolled_at > timedelta(0)


def test_person_after_a_history_gets_the_next_key(history):
    last = Person.objects.latest("pk").pk
    assert make_person().pk == last + 1
    assert make_enrolment(Activity.objects.first()).pk > Enrolment.objects.order_by("-pk")[1].pk
