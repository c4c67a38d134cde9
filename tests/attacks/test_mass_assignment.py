"""Mass assignment: fields that a form does not offer are posted along with those it does, and change nothing."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.utils import timezone

from learning.activities.models import DeclaredFigure, Theme
from learning.people.models import Person, User
from tests.factories import (
    make_activity,
    make_course,
    make_member,
    make_organisation,
    make_person,
    make_session,
    make_user,
)

from .filling_in import sent_back

pytestmark = pytest.mark.django_db
ACCOUNT = {"password", "is_superuser", "is_active", "last_login", "date_joined", "groups", "user_permissions"}


def evil(field):
    """Return a value that differs from the field's current values, as a form would post it."""
    if field.is_relation:
        return str(other_of(field.related_model).pk)
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.UUIDField):
        return str(uuid4())
    if isinstance(field, models.DateTimeField):
        return "2001-02-03 04:05"
    if isinstance(field, models.DateField):
        return "2001-02-03"
    if field.choices:
        return str(field.flatchoices[-1][0])
    return "7" if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField) else "evil"


def other_of(model):
    makers = {"organisation": make_organisation, "person": make_person, "user": make_user, "activity": make_activity}
    if model._meta.model_name in makers:
        return makers[model._meta.model_name]()
    return model._default_manager.last() or model._default_manager.create()


def state(row):
    """Return every column of `row` and the ids of its many-to-many relations."""
    fresh = type(row)._default_manager.get(pk=row.pk)
    found = {field.attname: getattr(fresh, field.attname) for field in row._meta.concrete_fields}
    return found | {f.name: sorted(getattr(fresh, f.name).values_list("pk", flat=True)) for f in row._meta.many_to_many}


def attack(client, address, row):
    """Post the form with every other field of the model added. Returns the names of fields of `row` that changed."""
    before, page = state(row), client.get(address).content.decode()
    offered = sent_back(page)
    fields = [*row._meta.concrete_fields, *row._meta.many_to_many]
    hidden = {field for field in fields if field.name not in offered and f'name="{field.name}"' not in page}
    extra = {field.name: evil(field) for field in hidden}
    assert extra
    response = client.post(address, {**offered, **extra, **{f"{name}_id": value for name, value in extra.items()}})
    assert response.status_code == 302, sent_back(response.content.decode())
    after = state(row)
    return {name for name in before if before[name] != after[name]}


@pytest.fixture
def as_root(client):
    client.force_login(make_user("root@example.org", is_superuser=True))
    return client


def test_profile_changes_no_other_field_of_the_person(as_official, official):
    assert attack(as_official, "/en/my/profile/", official.person) == set()


def test_profile_changes_no_field_of_the_account(as_official, official):
    form = sent_back(as_official.get("/en/my/profile/").content.decode())
    before = state(official)
    as_official.post(
        "/en/my/profile/", {**form, "is_superuser": "on", "groups": "1", "user": "7", "email": "evil@example.org"}
    )
    assert state(official) == before


def test_enrolment_form_changes_no_other_field(as_official, official):
    course = make_course()
    body = {field.name: evil(field) for field in Person._meta.concrete_fields}
    body |= {
        "name": "Official",
        "organisation": official.person.organisation.label,
        "status": "confirmed",
        "role": "trainer",
    }
    before = state(official.person)
    as_official.post(f"/en/activities/{course.activity.key}/enrol/", body)
    enrolment = course.activity.enrolments.get()
    assert (enrolment.role, enrolment.status, enrolment.source, enrolment.completed_at) == (
        "participant",
        "enrolled",
        "own",
        None,
    )
    assert state(official.person) == before


def test_consent_form_changes_no_other_field(as_official, official):
    before = state(official.person)
    as_official.post("/en/my/privacy/", {field.name: evil(field) for field in Person._meta.concrete_fields})
    assert state(official.person) == before


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/3rdparty/signup/"])
def test_sign_up_grants_no_role_or_permission(client, address):
    extra = dict.fromkeys(ACCOUNT, "on") | {"groups": "1", "password": "x", "role": "Administrators", "person": "1"}
    client.post(address, {"email": "eva@example.org", "password1": "walnuts on the tram", **extra})
    assert set(User.objects.values_list("is_superuser", "groups", "user_permissions")) <= {(False, None, None)}


@pytest.mark.parametrize(
    "address", ["/accounts/email/", "/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/sessions/"]
)
def test_account_forms_grant_no_role_or_permission(as_official, official, address):
    before = state(official)
    as_official.post("/accounts/reauthenticate/", {"password": "correct horse"})
    extra = {"is_superuser": "on", "groups": [str(group.pk) for group in Group.objects.all()], "user": "1"}
    form = {"oldpassword": "correct horse", "password1": "correct horse", "password2": "correct horse"}
    as_official.post(address, {**form, **extra, "action_add": "", "email": "new@example.org"})
    assert {name for name, value in state(official).items() if before[name] != value} <= {"password"}


def test_person_form_of_officer_changes_no_other_field(as_officer):
    person = make_person("Ana", erased_on=None)
    assert attack(as_officer, f"/admin/persons/edit/{person.pk}/", person) == set()


def test_activity_form_of_officer_changes_no_other_field(as_officer):
    Theme.objects.create(code="care", name_en="Care", name_es="Cuidados", name_fr="Soins")
    activity = make_activity(time_zone="UTC")
    assert attack(as_officer, f"/admin/activities/edit/{activity.pk}/", activity) == set()


def test_organisation_form_of_officer_changes_no_other_field(as_officer):
    body = make_member("Bogotá", since=date(2020, 1, 1))
    assert attack(as_officer, f"/admin/organisations/edit/{body.pk}/", body) == set()


def test_theme_form_changes_no_other_field(as_officer):
    theme = Theme.objects.create(code="care", name_en="Care", name_es="Cuidados", name_fr="Soins")
    form = sent_back(as_officer.get(f"/admin/themes/edit/{theme.pk}/").content.decode())
    before = state(theme)
    as_officer.post(f"/admin/themes/edit/{theme.pk}/", {**form, "id": "77", "pk": "77"})
    assert state(theme) == before


def test_declared_figure_form_changes_no_other_field(as_staff):
    figure = DeclaredFigure.objects.create(metric="participants", value=40, year=2023, source="A report")
    form = sent_back(as_staff.get(f"/admin/declared-figures/edit/{figure.pk}/").content.decode())
    before = state(figure)
    as_staff.post(f"/admin/declared-figures/edit/{figure.pk}/", {**form, "id": "77", "pk": "77"})
    assert state(figure) == before


def test_user_form_of_administrator_grants_no_superuser_and_no_permission(client):
    client.force_login(make_user("administrator@example.org", "Administrators"))
    user = make_user("eva@example.org")
    assert attack(client, f"/admin/users/edit/{user.pk}/", user) == set()


def test_user_form_of_superuser_sets_no_password(as_root):
    user = make_user("eva@example.org")
    assert attack(as_root, f"/admin/users/edit/{user.pk}/", user) == set()


def test_new_account_ignores_extra_fields(client):
    client.force_login(make_user("administrator@example.org", "Administrators"))
    extra = {
        "is_superuser": "on",
        "password": "x",
        "password1": "x",
        "user_permissions": str(Permission.objects.first().pk),
    }
    client.post("/admin/users/new/", {"email": "eva@example.org", "is_active": "on", **extra})
    made = User.objects.get(email="eva@example.org")
    assert (made.is_superuser, made.has_usable_password(), made.user_permissions.count(), made.groups.count()) == (
        False,
        False,
        0,
        0,
    )


@pytest.mark.parametrize("action", ["assign_role", "set_active_state", "delete"])
def test_bulk_actions_of_administrator_do_not_change_a_superuser(client, action):
    root = make_user("root@example.org", is_superuser=True)
    client.force_login(make_user("administrator@example.org", "Administrators"))
    before = state(root)
    body = {"role": Group.objects.first().pk, "mark_as_active": "False"}
    client.post(f"/admin/bulk/people/user/{action}/?id={root.pk}", body)
    assert state(root) == before


def test_walk_in_form_ignores_extra_fields(as_officer, officer):

    session = make_session(make_activity(), timezone.now())
    extra = {"role": "trainer", "completed_at": "2001-02-03", "source": "import", "user": officer.pk, "gender": "woman"}
    as_officer.post(
        f"/admin/activities/{session.activity_id}/walk-in/",
        {"session": session.pk, "name": "Ana", "organisation": officer.person.organisation.label, **extra},
    )
    enrolment = session.activity.enrolments.get()
    assert (enrolment.role, enrolment.source, enrolment.completed_at, enrolment.gender) == (
        "participant",
        "walk_in",
        None,
        "",
    )
    assert (enrolment.person.name, enrolment.person.user) == ("Ana", None)
