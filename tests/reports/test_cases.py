"""The cases that counting.md names, from evidence to figure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from learning.activities.attendance import actions as attendance_actions
from learning.activities.attendance import presence
from learning.activities.choices import Completion, Source
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Activity, EvidenceBatch, Presence
from learning.people.changes import change
from learning.people.duplicates.merges import merge, unmerge
from learning.people.privacy.erasure import anonymise
from learning.reports.queries.by_activity import behind, both_of, figures_by_activity, people_of
from learning.reports.queries.declared_figures import figures_of, say
from learning.reports.queries.learning_hours import hours_of
from learning.reports.queries.member_engagement import engagement
from learning.reports.scope.scopes import Scope
from tests.factories import (
    make_activity,
    make_enrolment,
    make_member,
    make_organisation,
    make_person,
    make_session,
)

from .recount_checks import came_for

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def webinar():
    activity = make_activity(starts_on=START.date(), completion=Completion.ATTENDANCE)
    make_session(activity, START, minutes=60)
    return activity


def stay(enrolment, start, end, source=Presence.Source.FILE, batch=None):
    session = enrolment.activity.sessions.get()
    attendance_actions.record(
        enrolment, session, START + start * MINUTE, START + end * MINUTE, source=source, batch=batch
    )


def figures(activity):
    return figures_by_activity(Scope(), [activity.pk])[activity.pk]


def test_five_rejoin_rows_of_one_person_are_one_attendee_with_the_minutes_of_their_union(webinar):
    enrolment = make_enrolment(webinar, enrolled_at=START)
    for start, end in [(0, 3), (2, 5), (5, 8), (30, 34), (33, 36)]:
        stay(enrolment, start, end)
    assert figures(webinar).participants == 1
    assert presence.live_minutes([enrolment]) == {enrolment.pk: 14}


def test_the_same_minutes_from_a_join_page_and_a_file_are_still_one(webinar):
    enrolment = make_enrolment(webinar, enrolled_at=START)
    for source in (Presence.Source.JOIN, Presence.Source.FILE):
        stay(enrolment, 0, 15, source)
    assert (figures(webinar).participants, presence.live_minutes([enrolment])) == (1, {enrolment.pk: 15})


def test_nine_minutes_make_no_attendee_and_ten_do(webinar):
    short, enough = make_enrolment(webinar), make_enrolment(webinar)
    stay(short, 0, 9)
    stay(enough, 0, 10)
    assert figures(webinar).participants == 1


def test_minutes_outside_the_session_do_not_count(webinar):
    early = make_enrolment(webinar)
    stay(early, -30, 9)
    assert figures(webinar).participants == 0


def test_a_file_taken_back_leaves_every_figure_as_it_was(webinar):
    known, other = make_enrolment(webinar, enrolled_at=START), make_enrolment(webinar, enrolled_at=START)
    stay(known, 0, 20, Presence.Source.JOIN)
    before = figures(webinar)
    batch = EvidenceBatch.objects.create(activity=webinar, name="may.csv")
    for enrolment in (known, other):
        stay(enrolment, 0, 60, batch=batch)
    assert figures(webinar).participants == 2
    attendance_actions.take_back(batch)
    assert figures(webinar) == before


def test_someone_erased_keeps_their_place_in_every_total(webinar):
    person = make_person("Aya Koné", gender="woman")
    stay(make_enrolment(webinar, person, enrolled_at=START), 0, 60)
    before = (figures(webinar), people_of(Scope(), [webinar.pk]))
    anonymise(person)
    person.refresh_from_db()
    assert (person.name, person.email) == ("", "")
    assert (figures(webinar), people_of(Scope(), [webinar.pk])) == before


def test_two_who_turn_out_to_be_one_are_one_participation_and_one_person_while_they_are_merged(webinar):
    one, other = make_enrolment(webinar, enrolled_at=START), make_enrolment(webinar, enrolled_at=START)
    for enrolment in (one, other):
        stay(enrolment, 0, 60)
    scope = Scope(activity=webinar.pk)

    def told():
        return tuple(found.participants for found in both_of(scope))

    assert told() == (2, 2)
    merge(one.person, other.person)
    assert (told(), hours_of(scope)) == ((1, 1), 1)
    unmerge(one.person)
    assert (told(), hours_of(scope)) == ((2, 2), 2)


def test_who_moves_from_bogota_to_cali_leaves_last_years_figures_as_they_were(webinar):
    bogota, cali = make_organisation("Bogotá", place="Bogotá"), make_organisation("Cali", place="Cali")
    person = make_person(organisation=bogota)
    stay(make_enrolment(webinar, person, enrolled_at=START), 0, 60)
    before = figures(webinar)
    person.organisation = cali
    change(person, ["organisation"])
    assert figures(webinar) == before
    assert [row.organisation for row in behind("cities", Scope(activity=webinar.pk))] == [bogota]


def test_officials_of_a_city_that_joins_in_june_stay_non_members_in_may_though_the_file_comes_in_july(
    webinar, time_machine
):
    city = make_member(since=date(2026, 6, 1))
    time_machine.move_to(datetime(2026, 7, 1, tzinfo=UTC))
    enrolment = enrolment_actions.enrol(webinar, make_person(organisation=city), source=Source.IMPORT)
    stay(enrolment, 0, 60, batch=EvidenceBatch.objects.create(activity=webinar, name="may.csv"))
    told = figures(webinar)
    assert (told.members, told.non_members, told.registrants) == (0, 1, 0)


def test_two_bodies_in_one_place_are_two_cities_and_one_place(webinar):
    for name in ("City of Geneva", "Canton of Geneva"):
        body = make_organisation(name, country="CH", place="Geneva")
        stay(make_enrolment(webinar, make_person(organisation=body), enrolled_at=START), 0, 60)
    told = figures(webinar)
    assert (told.organisations, told.cities, told.places) == (2, 2, 1)


def test_no_shows_are_registrants_who_did_not_come_and_walk_ins_are_in_neither(webinar):
    before = START - timedelta(days=1)
    for number in range(8):
        enrolment = make_enrolment(webinar, enrolled_at=before)
        if number < 6:
            stay(enrolment, 0, 60)
    attendance_actions.check_in(
        enrolment_actions.enrol(webinar, make_person(), source=Source.WALK_IN), webinar.sessions.get()
    )
    told = figures(webinar)
    assert (told.registrants, told.attendees, told.walk_ins, told.no_shows) == (8, 7, 1, 2)
    assert (told.attendance_rate, told.no_show_rate) == (75, 25)


@pytest.mark.parametrize("of", ["a session", "a day"])
def test_activity_that_has_not_begun_has_no_expected_people(time_machine, of):
    coming = make_activity(starts_on=None if of == "a session" else (START + timedelta(days=30)).date())
    if of == "a session":
        make_session(coming, START + timedelta(days=30))
    for _number in range(5):
        make_enrolment(coming, enrolled_at=START)
    time_machine.move_to(START + timedelta(days=20))
    told = figures(coming)
    assert (told.registrants, told.expected, told.no_shows, told.attendance_rate) == (5, 0, 0, None)
    time_machine.move_to(START + timedelta(days=31))
    told = figures(coming)
    assert (told.registrants, told.expected, told.no_shows, told.attendance_rate) == (5, 5, 5, 0)
    assert len(behind("expected", Scope(activity=coming.pk))) == 5


def test_rates_of_completion_leave_out_who_completed_by_the_recording_alone(webinar):
    done = {"completed_at": START, "completed_by": "officer"}
    came = {"attended_on": START.date(), "participated_on": START.date()}
    for number in range(10):
        make_enrolment(webinar, enrolled_at=START, **(came if number < 8 else {}), **(done if number < 6 else {}))
    make_enrolment(webinar, enrolled_at=START, replayed_on=START.date(), **done)
    told = figures(webinar)
    assert (told.registrants, told.completers, told.replay_completers) == (11, 6, 1)
    assert (told.completion_rate, told.registrant_completion_rate) == (75, 60)


def test_members_engagement_is_of_all_who_were_members_at_any_time_in_the_period(webinar):
    body = make_member(until=date(2026, 6, 30))
    make_member(since=date(2026, 12, 31))
    make_member(until=date(2025, 12, 31))
    stay(make_enrolment(webinar, make_person(organisation=body), enrolled_at=START), 0, 60)
    stay(make_enrolment(webinar, enrolled_at=START), 0, 60)
    told = engagement(Scope.of_year(2026), came_for(Scope.of_year(2026)))
    assert (told.engaged, told.members) == (1, 2)


def test_a_walk_in_took_part_and_took_no_seat(webinar):
    enrolment = enrolment_actions.enrol(webinar, make_person(), source=Source.WALK_IN)
    attendance_actions.check_in(enrolment, webinar.sessions.get())
    told = figures(webinar)
    assert (told.registrants, told.participants, told.walk_ins) == (0, 1, 1)


def test_the_report_of_2023_is_quoted_as_it_printed_its_figures(report_of_2023):
    online = Activity.objects.get(title__startswith="Online learning 2023")
    guangzhou = Activity.objects.get(title="International Seminar on Multilateral City Diplomacy")
    indonesia = Activity.objects.get(title="Opportunities for Internationalisation of Indonesian Metropolises")
    told = figures_of([online.pk, guangzhou.pk, indonesia.pk])
    words = {activity.pk: [say(figure) for figure in told[activity.pk]] for activity in (online, guangzhou, indonesia)}
    assert words[online.pk] == ["6 activities", "over 300 people or attendances"]
    assert words[guangzhou.pk] == ["17 member cities", "4 non-members"]
    assert words[indonesia.pk] == ["40 people"]
    assert figures_by_activity(Scope(), [online.pk, guangzhou.pk, indonesia.pk]) == {}
