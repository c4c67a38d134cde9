import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse

from learning.activities.models import Enrolment
from learning.people.duplicates.merges import merge
from learning.people.models import Person
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_session, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/persons/"


def rows(response):
    return [person.name for person in response.context["object_list"]]


def answers(**changed):
    return {"name": "Ana Ruiz", "email": "ana@example.org", "language": "es", **changed}


def test_an_officer_adds_someone_without_an_account(as_officer):
    bogota = make_organisation("Bogotá")
    as_officer.post(LIST + "new/", answers(organisation=bogota.pk, gender="woman"))
    ana = Person.objects.get(email="ana@example.org")
    assert (ana.name, ana.organisation, ana.language, ana.gender, ana.user) == ("Ana Ruiz", bogota, "es", "woman", None)


def test_one_address_is_one_person(as_officer):
    make_person(email="ana@example.org")
    page = as_officer.post(LIST + "new/", answers(email="ANA@example.org"))
    assert "Another person has this address." in page.content.decode()


def test_correcting_someones_organisation_reaches_what_they_have_not_begun(as_officer):
    person, bogota = make_person("Ana"), make_organisation("Bogotá")
    coming = make_activity()
    make_session(coming)
    make_enrolment(coming, person)
    edit = reverse("person:edit", args=[person.pk])
    assert as_officer.post(edit, answers(organisation=bogota.pk, gender="man")).status_code == 302
    person.refresh_from_db()
    assert (person.organisation, person.gender) == (bogota, "man")
    assert (Enrolment.objects.get().organisation, Enrolment.objects.get().gender) == (bogota, "man")


def test_the_address_of_someone_with_an_account_is_theirs_to_change(as_officer):
    user = make_user("ana@example.org")
    as_officer.post(reverse("person:edit", args=[user.person.pk]), answers(email="other@example.org"))
    user.person.refresh_from_db()
    assert (user.person.email, user.person.name) == ("ana@example.org", "Ana Ruiz")


def test_gender_is_neither_shown_to_nor_changed_by_those_who_may_not_see_people(client):
    clerks = Group.objects.create(name="Clerks")
    clerks.permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_person", "change_person"]))
    client.force_login(make_user("clerk@example.org", "Clerks"))
    person = make_person(gender="woman")
    edit = reverse("person:edit", args=[person.pk])
    assert b'name="gender"' not in client.get(edit).content
    client.post(edit, answers(gender="man"))
    person.refresh_from_db()
    assert (person.name, person.gender) == ("Ana Ruiz", "woman")


def test_no_page_of_the_list_nor_the_export_has_gender(as_officer):
    person = make_person(gender="undisclosed")
    for address in (LIST, reverse("person:inspect", args=[person.pk])):
        assert b"prefer not to say" not in as_officer.get(address).content
    export = b"".join(as_officer.get(LIST + "?export=csv").streaming_content)
    assert b"undisclosed" not in export
    assert b"prefer not to say" not in export


def test_the_list_is_searched_and_filtered(as_officer):
    make_person("Ana Ruiz", email="a.ruiz@bogota.example", language="es")
    make_person("Bea Ruiz", email="bea@example.org", language="fr")
    assert rows(as_officer.get(LIST + "?q=ana+ruiz")) == ["Ana Ruiz"]
    assert rows(as_officer.get(LIST + "?q=bogota.example")) == ["Ana Ruiz"]
    assert rows(as_officer.get(LIST + "?account=yes")) == ["Officer"]
    assert rows(as_officer.get(LIST + "?language=fr")) == ["Bea Ruiz"]
    merge(Person.objects.get(name="Bea Ruiz"), into=Person.objects.get(name="Ana Ruiz"))
    assert rows(as_officer.get(LIST + "?state=merged")) == ["Bea Ruiz"]


def test_someone_without_a_name_is_listed_by_address(as_officer):
    Person.objects.create(email="nameless@example.org")
    assert ">nameless@example.org" in "".join(as_officer.get(LIST).content.decode().split())


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_the_same_queries_for_one_row_and_for_thirty(as_officer, django_assert_num_queries, number):
    for _ in range(number):
        merge(make_person(), into=make_user().person)
    as_officer.get(LIST)
    with django_assert_num_queries(11):
        as_officer.get(LIST)


def test_person_is_not_deleted_even_by_a_superuser(client):
    client.force_login(make_user("root@example.org", is_superuser=True))
    person = make_person()
    with pytest.raises(NoReverseMatch):
        reverse("person:delete", args=[person.pk])
    client.post(f"{LIST}delete/{person.pk}/")
    assert Person.objects.filter(pk=person.pk).exists()
    assert client.get(reverse("person:edit", args=[person.pk])).status_code == 200
    assert client.get(LIST).status_code == 200


def test_reporting_staff_look_and_change_nothing(as_staff):
    person = make_person("Ana")
    assert "Ana" in rows(as_staff.get(LIST))
    assert as_staff.get(reverse("person:inspect", args=[person.pk])).status_code == 200
    for name in ("edit", "merge", "unmerge"):
        assert as_staff.post(reverse(f"person:{name}", args=[person.pk]), answers()).headers["Location"] == "/admin/"
    person.refresh_from_db()
    assert person.name == "Ana"


@pytest.mark.parametrize("chooser", ["person_chooser", "organisation_chooser"])
def test_choosing_is_for_those_who_may_see_the_list(client, as_officer, chooser):
    found = make_person("Ana Ruiz", organisation=make_organisation("Ana City"))
    merge(make_person("Ana R."), into=found)
    page = as_officer.get(f"/admin/{chooser}/?q=ana")
    assert page.status_code == 200
    assert "Ana R." not in page.content.decode()
    assert as_officer.get(f"/admin/{chooser}/results/?q=ruiz").status_code == 200
    editors = Group.objects.create(name="Writers")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(make_user("writer@example.org", "Writers"))
    for address in ("", "results/", f"chosen/{found.pk}/", f"chosen-multiple/?id={found.pk}"):
        assert client.get(f"/admin/{chooser}/{address}").headers["Location"] == "/admin/", address
