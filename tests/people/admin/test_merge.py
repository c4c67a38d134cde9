import pytest
from django.urls import reverse

from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry, OrganisationDomain
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db
CAME = {"participated_on": "2026-01-01", "attended_on": "2026-01-01"}


@pytest.fixture(params=["organisation", "person"])
def two(request):
    make = {"organisation": make_organisation, "person": make_person}[request.param]
    return make("Ville de Dakar"), make("Dakar")


def address(row, name):
    return reverse(f"{row._meta.model_name}:{name}", args=[row.pk])


def merged_into(row):
    return type(row).objects.get(pk=row.pk).merged_into


def test_merging_is_shown_before_it_is_done_and_can_be_undone(as_officer, officer, two):
    one, other = two
    AuditEntry.objects.all()._raw_delete("default")
    assert as_officer.get(address(one, "merge")).status_code == 200
    page = as_officer.post(address(one, "merge"), {"into": other.pk})
    assert "“Ville de Dakar” counts as “Dakar”" in page.content.decode()
    assert merged_into(one) is None
    as_officer.post(address(one, "merge"), {"into": other.pk, "confirmed": "1", "reason": "One town hall"})
    assert merged_into(one) == other
    assert "counts as “Dakar”" in as_officer.get(address(one, "unmerge")).content.decode()
    assert merged_into(one) == other
    as_officer.post(address(one, "unmerge"), {"reason": "Two after all"})
    assert merged_into(one) is None
    entries = AuditEntry.objects.order_by("id").values_list("action", "by", "object_id", "details", "reason")
    assert list(entries) == [
        ("merged", officer.pk, str(one.pk), {"into": other.pk}, "One town hall"),
        ("unmerged", officer.pk, str(one.pk), {"parted_from": other.pk}, "Two after all"),
    ]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_without_a_reason_nothing_is_done_and_nothing_is_lost(as_officer, two, reason):
    one, other = two
    page = as_officer.post(address(one, "merge"), {"into": other.pk, "confirmed": "1", "reason": reason})
    assert b"w-field__error" in page.content
    assert reason.strip() in page.content.decode()
    assert f'name="into" value="{other.pk}"' in page.content.decode()
    assert merged_into(one) is None
    merge(one, other)
    as_officer.post(address(one, "unmerge"), {"reason": reason})
    assert merged_into(one) == other


def test_a_merging_that_can_not_be_says_why(as_officer, two):
    one, other = two
    third = type(one).objects.create(name="Third")
    merge(one, into=other)
    confirmed = {"into": third.pk, "confirmed": "1", "reason": "x"}
    page = as_officer.post(address(one, "merge"), confirmed).content.decode()
    assert "Ville de Dakar is already merged. Undo that first." in page
    for wrong in (one.pk, 0, "x", "9" * 30, ""):
        page = as_officer.post(address(one, "merge"), {"into": wrong}).content.decode()
        assert "Select a valid choice" in page or "This field is required" in page


def told(page):
    """{label: (row, into, together)} of the comparison."""
    return {str(line.label): tuple(map(str, (line.row, line.into, line.together))) for line in page.context["lines"]}


def test_two_organisations_are_shown_side_by_side_with_what_stands_afterwards(as_officer):
    old, dakar = make_member("Ville de Dakar", until=None, country="SN"), make_organisation("Dakar", country="SN")
    OrganisationDomain.objects.create(organisation=old, domain="villededakar.sn")
    both, one = make_activity(), make_activity()
    for body, activity in ((old, both), (dakar, both), (dakar, one)):
        make_enrolment(activity, make_person(organisation=body), **CAME)
    shown = told(as_officer.post(address(old, "merge"), {"into": dakar.pk}))
    expected = {
        "Kind": ("Local or regional government",) * 3,
        "Country": ("Senegal",) * 3,
        "Other names": ("", "", "Ville de Dakar"),
        "E-mail domains": ("villededakar.sn", "", "villededakar.sn"),
        "Member": ("2000-01-01 –", "", "2000-01-01 –"),
        "People": ("1", "2", "3"),
        "Enrolments": ("1", "2", "3"),
        "Activities that their people took part in": ("1", "2", "2"),
    }
    assert {label: shown[label] for label in expected} == expected


def test_two_people_are_shown_side_by_side_and_where_both_came_they_came_once(as_officer):
    one, other = make_person("Ana", email="a@example.org"), make_person("Ana Ruiz", email="ana@example.org")
    both, alone = make_activity(), make_activity()
    for person, activity in ((one, both), (other, both), (other, alone)):
        make_enrolment(activity, person, **(CAME if activity == both else {}))
    shown = told(as_officer.post(address(one, "merge"), {"into": other.pk}))
    expected = {
        "E-mail address": ("a@example.org", "ana@example.org", "ana@example.org"),
        "Activities enrolled in": ("1", "2", "2"),
        "Activities took part in": ("1", "1", "1"),
    }
    assert {label: shown[label] for label in expected} == expected


def test_gender_is_not_among_what_is_compared(as_officer):
    one, other = make_person(gender="undisclosed"), make_person(gender="woman")
    page = as_officer.post(address(one, "merge"), {"into": other.pk}).content.decode()
    assert ("Woman" in page, "prefer not to say" in page) == (False, False)
