"""Report of consents for users who may run activities."""

import pytest
from django.utils import timezone

from learning.activities.enrolment import consents
from learning.activities.models import Consent
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry
from tests.factories import make_activity, make_enrolment, make_person

pytestmark = pytest.mark.django_db
LIST = "/admin/reports/consents/"


def shown(response):
    return [(row.person.canonical.name, row.purpose) for row in response.context["object_list"]]


def agree(name, *purposes, **fields):
    person = make_person(name, **fields)
    for purpose in purposes:
        consents.give(person, purpose)
    return person


def test_revoked_consents_are_not_listed(as_officer):
    ana = agree("Ana", "newsletter", "photo")
    consents.revoke(ana, "photo")
    assert shown(as_officer.get(LIST)) == [("Ana", "newsletter")]


def test_list_of_consents_is_filtered_by_use_and_activity(as_officer):
    activity = make_activity()
    twin, ana = make_person("A."), agree("Ana", "newsletter", "photo")
    agree("Bea", "photo")
    merge(twin, into=ana)
    make_enrolment(activity, twin)
    assert shown(as_officer.get(LIST + "?purpose=newsletter")) == [("Ana", "newsletter")]
    assert shown(as_officer.get(f"{LIST}?purpose=photo&activity={activity.pk}")) == [("Ana", "photo")]


def test_report_is_refused_to_reporting_staff(as_staff):
    assert as_staff.get(LIST).status_code == 302


def test_export_has_no_formulas_and_is_logged(as_officer):
    agree("=cmd()", "newsletter", email="cmd@example.org")
    table = b"".join(as_officer.get(LIST + "?export=csv&purpose=newsletter").streaming_content).decode()
    assert "'=cmd(),cmd@example.org" in table
    assert AuditEntry.objects.get(action="people_exported").details == {
        "list": "consents",
        "rows": 1,
        "format": "csv",
        "filters": ["purpose"],
    }


@pytest.mark.parametrize("rows", [1, 30])
def test_report_takes_constant_queries(as_officer, django_assert_num_queries, rows):
    for _ in range(rows):
        Consent.objects.create(person=make_person(), purpose="newsletter", given_at=timezone.now())
    as_officer.get(LIST)
    with django_assert_num_queries(12):
        as_officer.get(LIST)
