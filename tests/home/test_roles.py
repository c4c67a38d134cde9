import pytest
from django.contrib.auth.models import Group

from home.roles import grant
from tests.factories import make_course, make_user

pytestmark = pytest.mark.django_db


def test_granting_again_changes_nothing():
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}
    grant()
    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before


def test_permission_added_by_administrator_is_kept():
    from django.contrib.auth.models import Permission

    extra = Permission.objects.get(codename="delete_declaredfigure", content_type__app_label="activities")
    trainers = Group.objects.get(name="Trainers")
    trainers.permissions.add(extra)
    grant()
    assert extra in trainers.permissions.all()


@pytest.mark.parametrize(
    ("role", "may_enter", "may_run", "may_see_people"),
    [
        ("Learning officers", True, True, True),
        ("Reporting staff", True, False, True),
        ("Administrators", True, True, True),
        ("Trainers", False, False, False),
        (None, False, False, False),
    ],
)
def test_each_role_has_the_permissions_of_its_apps(role, may_enter, may_run, may_see_people):
    user = make_user("someone@example.org", *filter(None, [role]))
    asked = ("wagtailadmin.access_admin", "activities.run_activity", "activities.see_people")
    assert [user.has_perm(permission) for permission in asked] == [may_enter, may_run, may_see_people]


def test_officer_can_publish_pages_and_staff_cannot_edit_them(officer, staff):
    course = make_course()
    assert course.permissions_for_user(officer).can_publish()
    assert not course.permissions_for_user(staff).can_edit()


def test_pages_have_the_approval_workflow():
    workflow = make_course().get_workflow()
    assert workflow.name == "Approval by a learning officer"
    assert [task.name for task in workflow.tasks] == ["Approval by a learning officer"]


def test_only_users_with_a_role_may_enter_the_admin(client, official, officer):
    client.force_login(official)
    assert client.get("/admin/").status_code == 403
    client.force_login(officer)
    assert client.get("/admin/").status_code == 200
