"""Pages copied with Wagtail's "Copy": the new activity has the rules of the old one and no enrolments."""

import pytest
from wagtail.models import PageViewRestriction

from courses.models import WorkshopPage
from learning.activities.models import Activity, ActivityPartner, Assignment, Theme
from learning.certificates.models import Award
from tests.factories import (
    make_assignment,
    make_award,
    make_course,
    make_enrolment,
    make_organisation,
    make_private,
    make_training,
    make_webinar,
)

pytestmark = pytest.mark.django_db

RULES = {
    "access": "members",
    "capacity": 30,
    "has_waiting_list": False,
    "promotes_after_closing": True,
    "completion": "officer",
    "attendance_share": 60,
    "minimum_minutes": 25,
    "expected_minutes": 90,
    "mode": "hybrid",
    "time_zone": "America/Bogota",
    "plan": "2024–2026",
    "is_training": False,
}
MAKERS = {
    "webinar": make_webinar,
    "course": make_course,
    "executive training": make_training,
    "workshop": lambda: make_training(model=WorkshopPage),
}


def copy(client, page, **fields):
    form = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": page.get_parent().pk, **fields}
    response = client.post(f"/admin/pages/{page.pk}/copy/", form)
    assert response.status_code == 302, response.context["form"].errors
    return type(page).objects.get(title="Copied")


@pytest.fixture(params=MAKERS)
def page(request):
    made = MAKERS[request.param]()
    Activity.objects.filter(key=made.translation_key).update(**RULES)
    activity = Activity.objects.get(key=made.translation_key)
    activity.themes.set(Theme.objects.all()[:1])
    activity.save()
    ActivityPartner.objects.create(activity=activity, organisation=make_organisation("Dakar"))
    make_award(activity, gives="participation", valid_months=12)
    make_assignment(activity, title="A plan")
    make_enrolment(activity)
    return made


def test_copied_page_keeps_the_rules_of_its_activity(as_officer, page):
    new = Activity.objects.get(key=copy(as_officer, page).translation_key)
    old = Activity.objects.get(key=page.translation_key)
    assert new != old
    assert {name: getattr(new, name) for name in RULES} == RULES
    assert (new.kind, new.title, new.status) == (old.kind, "Copied", "planned")
    assert list(new.themes.all()) == list(old.themes.all())
    assert [partner.organisation.name for partner in new.partners.all()] == ["Dakar"]
    assert [one.title for one in Assignment.objects.filter(activity=new)] == ["A plan"]
    assert Award.objects.get(activity=new).valid_months == 12


def test_copied_page_has_nobody_enrolled_and_no_date(as_officer, page):
    new = Activity.objects.get(key=copy(as_officer, page).translation_key)
    assert (new.enrolments.count(), new.sessions.count(), new.starts_on) == (0, 0, None)
    assert Activity.objects.get(key=page.translation_key).enrolments.count() == 1


def test_copied_page_keeps_access_restrictions(as_officer):
    page = make_webinar()
    make_private(page, "Reporting staff")
    made = copy(as_officer, page)
    (own,) = PageViewRestriction.objects.filter(page_id=made.pk)
    assert [group.name for group in own.groups.all()] == ["Reporting staff"]


def test_alias_creates_no_activity_and_changes_none(as_officer):
    page = make_webinar()
    Activity.objects.filter(key=page.translation_key).update(capacity=3)
    form = {"new_title": "x", "new_slug": "copied", "new_parent_page": page.get_parent().pk, "alias": "on"}
    as_officer.post(f"/admin/pages/{page.pk}/copy/", form)
    alias = type(page).objects.get(slug="copied")
    assert alias.alias_of_id == page.pk
    assert [one.capacity for one in Activity.objects.all()] == [3]


class TestByApplication:
    """Access by application is not offered, because applications are not possible yet."""

    def choices(self, client, activity):
        form = client.get(f"/admin/activities/edit/{activity.pk}/").context["form"]
        return [value for value, _label in form.fields["access"].choices]

    def test_by_application_is_not_offered(self, as_officer):
        page = make_webinar()
        assert self.choices(as_officer, page.activity) == ["anyone", "members", "invitation"]
        form = as_officer.get("/admin/activities/new/").context["form"]
        assert "application" not in dict(form.fields["access"].choices)

    def test_by_application_stays_a_choice_of_an_activity_that_has_it(self, as_officer):
        page = make_webinar()
        Activity.objects.filter(key=page.translation_key).update(access="application")
        assert "application" in self.choices(as_officer, page.activity)
