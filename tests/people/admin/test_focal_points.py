"""Focal points are appointed on the organisation's page in the admin."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from learning.people.models import AuditEntry, FocalPoint
from tests.factories import make_organisation, make_person, make_user

from .test_organisation import LIST, answers, formset

pytestmark = pytest.mark.django_db


@pytest.fixture
def bogota():
    return make_organisation("Bogotá")


def edit(client, organisation, *rows, initial=0):
    address = reverse("organisation:edit", args=[organisation.pk])
    return client.post(address, {**answers(), **formset("focal_points", *rows, initial=initial)})


def appointed(organisation):
    return list(FocalPoint.objects.filter(organisation=organisation).values_list("person", flat=True))


def roles():
    kept = AuditEntry.objects.filter(action="role_changed", kind="people.person").order_by("id")
    return [(entry.by_id, int(entry.object_id), entry.details) for entry in kept]


def test_an_officer_appoints_replaces_and_dismisses(as_officer, officer, bogota):
    one, other = make_person("One"), make_person("Other")
    assert edit(as_officer, bogota, {"person": one.pk}).status_code == 302
    assert appointed(bogota) == [one.pk]
    row = FocalPoint.objects.get()
    edit(as_officer, bogota, {"id": row.pk, "person": other.pk}, initial=1)
    assert appointed(bogota) == [other.pk]
    edit(as_officer, bogota, {"id": row.pk, "person": other.pk, "DELETE": "on"}, initial=1)
    assert appointed(bogota) == []
    given, taken = ({"focal_point_of": bogota.pk, "taken_away": away} for away in (False, True))
    assert roles() == [
        (officer.pk, one.pk, given),
        (officer.pk, other.pk, given),
        (officer.pk, one.pk, taken),
        (officer.pk, other.pk, taken),
    ]


def test_a_new_organisation_may_come_with_its_focal_point(as_officer, officer):
    person = make_person()
    as_officer.post(LIST + "new/", {**answers(), **formset("focal_points", {"person": person.pk})})
    (focal_point,) = FocalPoint.objects.all()
    assert roles() == [(officer.pk, person.pk, {"focal_point_of": focal_point.organisation_id, "taken_away": False})]


def test_saving_without_a_change_keeps_nothing(as_officer, bogota):
    row = FocalPoint.objects.create(organisation=bogota, person=make_person())
    edit(as_officer, bogota, {"id": row.pk, "person": row.person_id}, initial=1)
    assert (appointed(bogota), roles()) == ([row.person_id], [])


def test_the_same_person_twice_is_refused_with_a_sentence(as_officer, bogota):
    person = make_person()
    page = edit(as_officer, bogota, {"person": person.pk}, {"person": person.pk})
    assert page.status_code == 200
    assert appointed(bogota) == []


def test_the_page_of_the_organisation_names_them(as_officer, bogota):
    FocalPoint.objects.create(organisation=bogota, person=make_person("Awa Diop"))
    page = as_officer.get(reverse("organisation:edit", args=[bogota.pk])).content.decode()
    assert "Awa Diop" in page
    assert "focal_points-TOTAL_FORMS" in page


def test_who_may_change_organisations_alone_neither_sees_nor_appoints_them(client, bogota):
    clerk = make_user("clerk@example.org")
    group = Group.objects.create(name="Clerks")
    group.permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "view_organisation", "change_organisation"])
    )
    clerk.groups.add(group)
    client.force_login(clerk)
    row = FocalPoint.objects.create(organisation=bogota, person=make_person("Awa Diop"))
    page = client.get(reverse("organisation:edit", args=[bogota.pk])).content.decode()
    assert "Awa Diop" not in page
    edited = edit(client, bogota, {"id": row.pk, "person": row.person_id, "DELETE": "on"}, {"person": clerk.person.pk})
    assert edited.status_code == 302
    assert appointed(bogota) == [row.person_id]


def test_reporting_staff_appoint_nobody(as_staff, staff, bogota):
    assert edit(as_staff, bogota, {"person": staff.person.pk}).headers["Location"] == "/admin/"
    assert appointed(bogota) == []
