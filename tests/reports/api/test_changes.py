"""Participations in the order of change: nothing that is noted late is missed, and what is taken back is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from learning.activities.models import Enrolment
from learning.people.duplicates.merges import merge, unmerge
from tests.factories import make_activity, make_enrolment, make_organisation, make_person

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 6, 1, 9, tzinfo=UTC)
CAME = {"attended_on": date(2026, 5, 12), "participated_on": date(2026, 5, 12)}


def came(enrolment, **facts):
    for name, value in {**CAME, **facts}.items():
        setattr(enrolment, name, value)
    enrolment.save(update_fields=[*{**CAME, **facts}])


def since(ask, moment, **query):
    return ask("participations", changed_since=moment.isoformat(), **query).json()


class Copy(dict):
    """A reader's copy: rows by their ids."""

    def write(self, answer):
        for gone in answer["removed"]:
            self.pop(gone, None)
        self.update({row["id"]: row for row in answer["items"]})


def whole(ask, **query):
    return {row["id"]: row for row in ask("participations", limit=1000, **query).json()["items"]}


def test_check_in_after_the_reader_passed_comes_on_a_later_page(ask, come):
    activity = make_activity()
    with time_machine.travel(MORNING, tick=False):
        late = make_enrolment(activity)
        for _number in range(3):
            come(activity)
    first = ask("participations", limit=2).json()
    came(late)
    rest = ask("participations", limit=100, after=first["next"]).json()
    assert len({row["id"] for row in first["items"] + rest["items"]}) == 4


@pytest.mark.parametrize("save", ["save", "update", "bulk_update"])
def test_every_way_of_writing_an_enrolment_moves_its_change(save):
    with time_machine.travel(MORNING, tick=False):
        enrolment = make_enrolment(make_activity())
        assert Enrolment.objects.get().changed_at == MORNING
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        if save == "save":
            came(enrolment)
        elif save == "update":
            Enrolment.objects.filter(pk=enrolment.pk).update(**CAME)
        else:
            enrolment.participated_on = enrolment.attended_on = CAME["attended_on"]
            Enrolment.objects.bulk_update([enrolment], ["participated_on", "attended_on"])
    assert Enrolment.objects.get().changed_at == MORNING + timedelta(hours=1)


def test_changed_since_tells_new_changed_and_removed_rows(ask, come):
    activity = make_activity()
    with time_machine.travel(MORNING, tick=False):
        stays, completes, goes, waits = come(activity), come(activity), come(activity), make_enrolment(activity)
    before = whole(ask)
    assert len(before) == 3
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        came(completes, completed_at=MORNING, completed_by="officer")
        came(goes, attended_on=None, participated_on=None)
        came(waits)
    answer = since(ask, MORNING + timedelta(minutes=30))
    after = whole(ask)
    assert {row["id"] for row in answer["items"]} == {
        row["id"] for row in after.values() if row["completed_on"] or row["id"] not in before
    }
    assert answer["removed"] == [one for one in before if one not in after]
    assert stays.pk


def test_as_of_goes_back_by_more_than_a_transaction_takes(ask):
    with time_machine.travel(MORNING, tick=False):
        assert ask("participations").json()["as_of"] == "2026-06-01T08:55:00Z"


def test_copy_that_follows_changes_is_the_whole_again(ask, come):
    """Merging, unmerging, late and withdrawn check-ins, a change of organisation's identity: one step after another."""
    webinar, course = make_activity(), make_activity(kind="course")
    ana, twin, third = make_person(), make_person(), make_person()
    cali, twin_city = make_organisation("Cali"), make_organisation("Cali (city)")
    first, second = come(webinar, ana), come(webinar, twin)
    alone, absent = come(course, twin), make_enrolment(course, third)
    come(course, make_person(organisation=twin_city))
    copy = Copy(whole(ask))
    steps = [
        lambda: merge(twin, ana),
        lambda: came(first, attended_on=None, participated_on=None),
        lambda: came(absent),
        lambda: merge(ana, third),
        lambda: merge(twin_city, cali),
        lambda: came(first, attended_on=date(2026, 5, 11), participated_on=date(2026, 5, 11)),
        lambda: unmerge(ana),
        lambda: came(make_enrolment(webinar, third)),
        lambda: came(second, attended_on=None, participated_on=None),
        lambda: unmerge(twin),
        lambda: came(alone, completed_at=MORNING, completed_by="officer"),
        lambda: unmerge(twin_city),
    ]
    for number, step in enumerate(steps):
        moment = timezone.now()
        step()
        after, answers = {}, []
        while True:
            answers.append(since(ask, moment, limit=1, **after))
            copy.write(answers[-1])
            if answers[-1]["next"] is None:
                break
            after = {"after": answers[-1]["next"]}
        assert copy == whole(ask), number


def test_changes_of_one_scope_remove_what_left_it(ask, come):
    activity, other = make_activity(kind="webinar"), make_activity(kind="course")
    with time_machine.travel(MORNING, tick=False):
        enrolment = come(activity)
        come(other)
    (row,) = ask("participations", kind="webinar").json()["items"]
    Enrolment.objects.filter(pk=enrolment.pk).update(region="africa")
    answer = since(ask, MORNING + timedelta(minutes=1), region="europe")
    assert (answer["items"], answer["removed"]) == ([], [row["id"]])


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-05-12t09:00:00.123456789z"]
)
def test_moments_at_the_ends_of_the_calendar_are_moments(ask, seminar, moment):
    assert ask("participations", changed_since=moment).status_code == 200


def test_merged_persons_are_one_row_with_joint_facts(ask, come):
    activity = make_activity()
    ana, twin = make_person(), make_person()
    come(activity, ana, attended_on=date(2026, 5, 13), participated_on=date(2026, 5, 13))
    come(activity, twin, completed_at=datetime(2026, 6, 1, 9, tzinfo=UTC), completed_by="officer")
    merge(twin, ana)
    (row,) = ask("participations").json()["items"]
    assert (row["participated_on"], row["completed_on"]) == ("2026-05-12", "2026-06-01")
    assert ask("figures").json()["participations"] == 1


def test_rows_are_as_many_as_the_figure_after_merges(ask, come):
    people = [make_person() for _number in range(6)]
    for activity in (make_activity(), make_activity(), make_activity(kind="course")):
        for person in people:
            come(activity, person)
    merge(people[1], people[0])
    merge(people[2], people[1])
    merge(people[4], people[3])
    rows = ask("participations").json()["items"]
    assert len(rows) == ask("figures").json()["participations"] == 9
    assert len({row["id"] for row in rows}) == 9


@pytest.mark.parametrize("count", [1, 30])
def test_changes_cost_the_same_queries_for_one_row_and_thirty(ask, come, django_assert_num_queries, count):
    activity = make_activity()
    for _number in range(count):
        person, twin = make_person(), make_person()
        come(activity, person)
        come(activity, twin)
        merge(twin, person)
    since(ask, MORNING)
    with django_assert_num_queries(14):
        since(ask, MORNING - timedelta(days=3650))
