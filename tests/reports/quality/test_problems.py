"""Each kind of problem: what is one, what is none, and where it leads."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from learning.activities.models import DeclaredFigure
from learning.people.duplicates.merges import merge
from learning.people.duplicates.not_duplicates import mark_not_duplicates, unmark_not_duplicates
from learning.people.models import Organisation, Person
from learning.reports.quality import PROBLEMS, Findings, QualitySurvey
from tests.factories import (
    make_activity,
    make_enrolment,
    make_member,
    make_organisation,
    make_person,
    make_session,
)

pytestmark = pytest.mark.django_db

CAME = {"attended_on": date(2026, 5, 12), "participated_on": date(2026, 5, 12)}


def found(code, user):
    return [(one.what, one.detail) for one in Findings(QualitySurvey(user), [PROBLEMS[code]])]


def ways(code, user):
    return [one.url for one in Findings(QualitySurvey(user), [PROBLEMS[code]])]


def test_who_took_part_without_an_organisation_is_given_one(officer):
    activity = make_activity("Seminar")
    nobody = make_person("Nobody's", organisation=None)
    make_enrolment(activity, nobody, **CAME)
    make_enrolment(activity, make_person("Speaker", organisation=None), role="speaker", **CAME)
    make_enrolment(activity, make_person("Absent", organisation=None))
    make_enrolment(activity, make_person("Complete"), **CAME)
    make_enrolment(activity, make_person("", organisation=None, erased_on=date(2026, 6, 1)), **CAME)
    assert found("no-organisation", officer) == [("Nobody's", "Seminar")]
    assert ways("no-organisation", officer) == [f"/admin/persons/edit/{nobody.pk}/"]


def test_who_has_one_by_now_needs_the_copy_mended(officer):
    activity = make_activity("Seminar")
    late = make_person("Late", organisation=None)
    make_enrolment(activity, late, **CAME)
    Person.objects.filter(pk=late.pk).update(organisation=make_organisation())
    assert found("no-organisation", officer) == [("Late", "Seminar; has an organisation by now")]
    assert ways("no-organisation", officer) == [f"/admin/activities/{activity.pk}/participants/"]


def test_silence_on_gender_is_a_number_of_each_activity_without_names(officer):
    activity = make_activity("Seminar")
    for gender in ("woman", "", "undisclosed", "other"):
        make_enrolment(activity, make_person(gender=gender), **CAME)
    make_enrolment(make_activity("All said"), make_person(gender="man"), **CAME)
    assert found("no-gender", officer) == [("Seminar", "2 of 4 participants did not answer")]


def test_participants_of_cancelled_activities_and_of_totals_are_asked_about(officer):
    cancelled, total = make_activity("Cancelled", status="cancelled"), make_activity("Total", is_aggregate=True)
    for activity in (cancelled, total, make_activity("Held")):
        make_enrolment(activity, make_person(), **CAME)
    assert sorted(found("not-counted", officer)) == [
        ("Cancelled", "cancelled; participants not counted: 1"),
        ("Total", "total of other activities; participants not counted: 1"),
    ]
    assert f"/admin/activities/edit/{cancelled.pk}/" in ways("not-counted", officer)


def test_the_same_words_in_a_name_and_one_organisation_look_alike(officer):
    city, other = make_organisation("Bogotá"), make_organisation("Cali")
    first = make_person("Ana Pérez", organisation=city, email="ana@example.org")
    second = make_person("PEREZ, Ana", organisation=city, email="")
    make_person("Ana Pérez", organisation=other, email="")
    make_person("Ana", organisation=city, email="")
    assert found("look-alikes", officer) == [
        ("PEREZ, Ana", "same name and organisation: PEREZ, Ana, Bogotá and Ana Pérez, ana@example.org, Bogotá")
    ]
    back = "%2Fadmin%2Ffigures%2Fquality%2F%3Fproblem%3Dlook-alikes"
    assert ways("look-alikes", officer) == [f"/admin/persons/{second.pk}/merge/?into={first.pk}&next={back}"]


def test_organisations_that_count_as_one_are_one(officer):
    city, town_hall = make_organisation("Bogotá"), make_organisation("Alcaldía de Bogotá")
    make_person("Ana Pérez", organisation=city)
    make_person("Ana Pérez", organisation=town_hall)
    assert found("look-alikes", officer) == []
    merge(town_hall, city)
    assert found("look-alikes", officer) == [], "names are compared every ten minutes"
    caches["quick"].clear()
    assert [what for what, _detail in found("look-alikes", officer)] == ["Ana Pérez"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("ana.perez@example.org", "anaperez@example.org", True),
        ("ana_perez@example.org", "ana-perez+news@example.org", True),
        ("ana@example.org", "ana@example.com", False),
        ("ana@example.org", "anna@example.org", False),
        ("", "", False),
    ],
)
def test_one_mailbox_in_two_spellings_looks_alike(officer, one, other, alike):
    make_person("Ana", email=one)
    make_person("A. P.", email=other)
    assert len(found("look-alikes", officer)) == alike


def test_who_was_merged_or_erased_meanwhile_is_no_look_alike(officer):
    city = make_organisation("Bogotá")
    people = [make_person("Ana Pérez", organisation=city) for _number in range(3)]
    assert len(found("look-alikes", officer)) == 2
    merge(people[1], people[0])
    assert [what for what, _detail in found("look-alikes", officer)] == ["Ana Pérez"]
    Person.objects.filter(pk=people[2].pk).update(erased_on=date(2026, 6, 1))
    assert found("look-alikes", officer) == []


def pairs(user):
    return [pair[:2] for pair in PROBLEMS["look-alikes"].find(QualitySurvey(user))]


def test_who_was_set_apart_is_no_look_alike_at_once_and_is_one_again_when_that_is_undone(officer):
    city = make_organisation("Bogotá")
    father, son = (make_person("Juan Pérez", organisation=city) for _number in range(2))
    assert pairs(officer) == [(father.pk, son.pk)]
    mark_not_duplicates(son, father)
    assert pairs(officer) == []
    unmark_not_duplicates(son, father)
    assert pairs(officer) == [(father.pk, son.pk)]


def test_a_second_row_of_the_son_is_told_from_the_father_and_then_looks_like_the_son(officer):
    city = make_organisation("Bogotá")
    father, son, again = (make_person("Juan Pérez", organisation=city) for _number in range(3))
    assert pairs(officer) == [(father.pk, son.pk), (father.pk, again.pk)]
    mark_not_duplicates(father, son)
    assert pairs(officer) == [(father.pk, again.pk)]
    mark_not_duplicates(father, again)
    assert pairs(officer) == [(son.pk, again.pk)]
    mark_not_duplicates(son, again)
    assert pairs(officer) == []


def test_whoever_the_father_is_merged_into_is_no_look_alike_of_the_son(officer):
    city = make_organisation("Bogotá")
    known, father, son = (make_person("Juan Pérez", organisation=city) for _number in range(3))
    mark_not_duplicates(father, son)
    assert pairs(officer) == [(known.pk, father.pk), (known.pk, son.pk)]
    merge(father, known)
    assert pairs(officer) == []


def test_when_the_first_of_three_is_merged_the_others_are_compared_at_once(officer):
    city = make_organisation("Bogotá")
    first, second, third = (make_person("Ana Pérez", organisation=city) for _number in range(3))
    assert pairs(officer) == [(first.pk, second.pk), (first.pk, third.pk)]
    merge(first, make_person("Ana P.", organisation=city))
    assert pairs(officer) == [(second.pk, third.pk)]


def test_a_name_that_someone_typed_waits_to_be_matched(officer):
    typed = make_organisation("Ayto. de Bogotá", is_confirmed=False)
    merged = make_organisation("Bogota", is_confirmed=False)
    merge(merged, make_organisation("Bogotá"))
    assert [what for what, _detail in found("unconfirmed", officer)] == ["Ayto. de Bogotá"]
    assert ways("unconfirmed", officer) == [f"/admin/organisations/{typed.pk}/confirm/"]


def test_an_organisation_has_a_country_a_region_and_coordinates(officer):
    Organisation.objects.update(latitude=0.5, longitude=0.5)
    make_organisation("Whole", latitude=4.6, longitude=-74.1)
    make_organisation("Unmapped")
    make_organisation("Nowhere", country="")
    make_organisation("Typed", country="", is_confirmed=False)
    assert found("placeless", officer) == [
        ("Nowhere", "no country, no world region, no coordinates"),
        ("Unmapped", "no coordinates"),
    ]


def test_a_member_of_whom_nobody_ever_came(officer):
    activity = make_activity()
    came, under_another_name = make_member("Came"), make_member("Came as another")
    other = make_organisation("Another name")
    make_enrolment(activity, make_person(organisation=came), **CAME)
    make_enrolment(activity, make_person(organisation=other), **CAME)
    merge(other, under_another_name)
    make_enrolment(activity, make_person(organisation=make_member("Only enrolled")))
    make_member("Left", until=date(2020, 1, 1))
    make_organisation("No member")
    assert found("never-came", officer) == [("Only enrolled", "Colombia")]


def test_what_is_over_and_still_planned_waits_to_be_closed(officer):
    over = make_activity("Over", starts_on=date(2026, 5, 12))
    make_activity("Held", starts_on=date(2026, 5, 12), status="held")
    make_activity("Cancelled", starts_on=date(2026, 5, 12), status="cancelled")
    make_activity("Ahead", starts_on=timezone.localdate() + timedelta(days=3))
    make_activity("Always open", kind="course")
    make_session(make_activity("Today's"), timezone.now() - timedelta(minutes=5))
    assert found("not-closed", officer) == [("Over", "12 May 2026, still “planned”")]
    assert ways("not-closed", officer) == [f"/admin/activities/{over.pk}/confirm/"]


def test_who_came_without_having_enrolled_is_a_number_of_each_activity(officer):
    activity = make_activity("Seminar")
    for source in ("own", "officer", "application", "import", "walk_in"):
        make_enrolment(activity, source=source, **CAME)
    make_enrolment(activity, source="import")
    assert found("unregistered", officer) == [("Seminar", "2 of 5 participants had not enrolled")]


@pytest.mark.parametrize(
    ("qualifier", "value", "is_below"),
    [
        ("exact", 4, True),
        ("exact", 5, False),
        ("as_printed", 4, True),
        ("rounded", 4, True),
        ("over", 4, False),
        ("over", 300, False),
        ("less_than", 5, True),
        ("less_than", 6, False),
    ],
)
def test_less_may_not_be_declared_than_is_counted(officer, qualifier, value, is_below):
    activity = make_activity("Seminar")
    for _number in range(5):
        make_enrolment(activity, **CAME)
    figure = {"year": 2026, "unit": "people", "source": "Report"}
    declared = DeclaredFigure.objects.create(activity=activity, value=value, qualifier=qualifier, **figure)
    assert [what for what, _detail in found("declared-below", officer)] == ["Seminar"] * is_below
    assert ways("declared-below", officer) == [f"/admin/declared-figures/edit/{declared.pk}/"] * is_below


def test_a_delegation_is_no_whole_event(officer):
    activity = make_activity("Congress")
    make_enrolment(activity, **CAME)
    make_enrolment(activity, **CAME)
    figure = {"year": 2026, "unit": "people", "source": "Report", "value": 1}
    DeclaredFigure.objects.create(activity=activity, scope="metropolis_delegation", **figure)
    DeclaredFigure.objects.create(activity=activity, metric="cities", **figure)
    DeclaredFigure.objects.create(**figure)
    assert found("declared-below", officer) == []


def test_addresses_in_an_unusual_spelling_are_listed_with_their_plain_one(officer):
    make_person("Ana", email="ana@example.org")
    for name, email in (
        ("Bea", "an\u200ba@example.org"),
        ("Cid", "cid@münchen.de"),
        ("Dea", '"d e a"@example.org'),
        ("Eli", "eli@xn--mnchen-3ya.de"),
    ):
        make_person(name, email=email)
    assert [(str(what), detail) for what, detail in found("odd-addresses", officer)] == [
        ("Bea", "an\\u200ba@example.org is ana@example.org, the address of Ana: they may be one person"),
        ("Cid", "cid@m\\xfcnchen.de should be cid@xn--mnchen-3ya.de"),
        ("Dea", '"d e a"@example.org is no address that mail can be sent to'),
    ]
