"""The cases that counting.md names, from evidence to figure."""

from datetime import UTC, datetime, timedelta

import pytest

from home.demo.load import load
from learning.activities import attending, enrolling
from learning.activities.choices import Completion, Source
from learning.activities.models import Activity, EvidenceBatch, Presence
from learning.people.anonymising import anonymise
from learning.reports.declaring import figures_of, say
from learning.reports.queries import figures_by_activity, people_of
from learning.reports.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_person, make_session

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
    attending.record(enrolment, session, START + start * MINUTE, START + end * MINUTE, source=source, batch=batch)


def figures(activity):
    return figures_by_activity(Scope(), [activity.pk])[activity.pk]


def test_five_rejoin_rows_of_one_person_are_one_attendee_with_the_minutes_of_their_union(webinar):
    enrolment = make_enrolment(webinar, enrolled_at=START)
    for start, end in [(0, 3), (2, 5), (5, 8), (30, 34), (33, 36)]:
        stay(enrolment, start, end)
    assert figures(webinar).participants == 1
    assert attending.live_minutes([enrolment]) == {enrolment.pk: 14}


def test_the_same_minutes_from_a_join_page_and_a_file_are_still_one(webinar):
    enrolment = make_enrolment(webinar, enrolled_at=START)
    for source in (Presence.Source.JOIN, Presence.Source.FILE):
        stay(enrolment, 0, 15, source)
    assert (figures(webinar).participants, attending.live_minutes([enrolment])) == (1, {enrolment.pk: 15})


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
    attending.take_back(batch)
    assert figures(webinar) == before


def test_someone_erased_keeps_their_place_in_every_total(webinar):
    person = make_person("Aya Koné", gender="woman")
    stay(make_enrolment(webinar, person, enrolled_at=START), 0, 60)
    before = (figures(webinar), people_of(Scope(), [webinar.pk]))
    anonymise(person)
    person.refresh_from_db()
    assert (person.name, person.email) == ("", "")
    assert (figures(webinar), people_of(Scope(), [webinar.pk])) == before


def test_a_walk_in_took_part_and_took_no_seat(webinar):
    enrolment = enrolling.enrol(webinar, make_person(), source=Source.WALK_IN)
    attending.check_in(enrolment, webinar.sessions.get())
    told = figures(webinar)
    assert (told.registrants, told.participants, told.walk_ins) == (0, 1, 1)


def test_the_report_of_2023_is_quoted_as_it_printed_its_figures():
    load()
    online = Activity.objects.get(title__startswith="Online learning 2023")
    guangzhou = Activity.objects.get(title="International Seminar on Multilateral City Diplomacy")
    indonesia = Activity.objects.get(title="Opportunities for Internationalisation of Indonesian Metropolises")
    told = figures_of([online.pk, guangzhou.pk, indonesia.pk])
    words = {activity.pk: [say(figure) for figure in told[activity.pk]] for activity in (online, guangzhou, indonesia)}
    assert words[online.pk] == ["6 activities", "over 300 people or attendances"]
    assert words[guangzhou.pk] == ["17 member cities", "4 non-members"]
    assert words[indonesia.pk] == ["40 people"]
    assert figures_by_activity(Scope(), [online.pk, guangzhou.pk, indonesia.pk]) == {}
