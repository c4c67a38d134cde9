"""All addresses of focal points and trainers, requested by people without access: the exact status of each answer."""

import pytest
from django.test import Client
from django.utils import timezone

from learning.activities.models import Enrolment, EnrolmentEvent, Presence
from learning.people.duplicates.merges import merge, unmerge
from learning.people.models import AuditEntry, FocalPoint, Organisation, Person
from learning.people.organisations import affiliations
from learning.people.privacy.erasure import anonymise
from tests.factories import (
    make_enrolment,
    make_focal_point,
    make_organisation,
    make_person,
    make_session,
    make_user,
    make_webinar,
)

pytestmark = pytest.mark.django_db
NOBODY = "6099fdc7-1b33-48e8-90c3-520818fbcc6e"
BELOW = ["", "invite/", "people/{person}/", "people/{person}/confirm/", "people/{person}/remove/"]
POSTED = ["invite/", "people/{person}/confirm/", "people/{person}/remove/"]


@pytest.fixture
def lagos():
    return make_organisation("Lagos", country="NG")


@pytest.fixture
def aya(dakar):
    """A colleague of Dakar, enrolled for it, not confirmed yet."""
    person = make_person("Aya", dakar, email="aya@dakar.example")
    make_enrolment(webinar(), person)
    return person


def webinar():
    page = make_webinar()
    make_session(page.activity, timezone.now())
    return page.activity


def addresses(organisation, person):
    uuid = getattr(organisation, "uuid", organisation)
    of = getattr(person, "uuid", person)
    return [f"/en/my/organisation/{uuid}/{below}".format(person=of) for below in BELOW]


def form(email="aya@dakar.example"):
    return {"activity": str(webinar().key), "text": email, "send": "1"}


def tried(client, paths):
    """Return the status codes of GET and POST for each path; only readers with access to a page may get 405."""
    return {
        answer for path in paths for answer in (client.get(path).status_code, client.post(path, form()).status_code)
    }


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Person, Organisation, FocalPoint, Enrolment, EnrolmentEvent, Presence, AuditEntry)
    ]


def test_visitor_is_redirected_to_log_in_with_next(client, dakar, aya):
    for path in ["/en/my/organisation/", *addresses(dakar, aya), *teaching_addresses(make_enrolment(webinar()))]:
        for answer in (client.get(path), client.post(path, form())):
            assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next={path}")


def test_pages_are_404_for_everyone_but_focal_points(client, dakar, aya, official, officer, staff):
    colleague = make_user("colleague@dakar.example")
    Person.objects.filter(user=colleague).update(organisation=dakar)
    administrator = make_user("admin@example.org", "Administrators")
    root = make_user("root@example.org", is_superuser=True)
    for user in (official, officer, staff, colleague, administrator, root):
        client.force_login(user)
        assert tried(client, ["/en/my/organisation/", *addresses(dakar, aya)]) == {404}


def test_pages_are_404_for_account_without_verified_address(client, dakar, aya):
    client.force_login(make_user("new@example.org", person=None))
    assert tried(client, ["/en/my/organisation/", *addresses(dakar, aya)]) == {404}


def test_another_organisation_is_404_for_focal_point(client, focal, lagos, dakar, aya):
    theirs = make_person("Luz", lagos)
    make_enrolment(webinar(), theirs)
    make_focal_point(lagos)
    client.force_login(focal)
    for person in (theirs, aya, focal.person, NOBODY):
        assert tried(client, addresses(lagos, person)) == {404}
    assert tried(client, addresses(NOBODY, aya)) == {404}
    theirs.refresh_from_db()
    assert (theirs.organisation, theirs.organisation_confirmed_on) == (lagos, None)


def test_people_of_another_organisation_are_404_below_own_organisation(client, focal, lagos, dakar):
    theirs = make_person("Luz", lagos)
    make_enrolment(webinar(), theirs)
    client.force_login(focal)
    people = addresses(dakar, theirs)[2:] + addresses(dakar, NOBODY)[2:]
    assert tried(client, people) == {404}
    theirs.refresh_from_db()
    assert (theirs.organisation, theirs.organisation_confirmed_on) == (lagos, None)


def test_person_who_moved_can_be_read_but_not_confirmed_or_removed(client, focal, lagos, dakar, aya):
    Person.objects.filter(pk=aya.pk).update(organisation=lagos)
    client.force_login(focal)
    read, confirm, remove = addresses(dakar, aya)[2:]
    assert client.get(read).status_code == 200
    assert tried(client, [confirm, remove]) == {404}
    aya.refresh_from_db()
    assert (aya.organisation, aya.organisation_confirmed_on) == (lagos, None)


def test_focal_point_cannot_remove_themselves(client, focal, dakar):
    client.force_login(focal)
    remove = addresses(dakar, focal.person)[4]
    assert tried(client, [remove]) == {404}
    assert "remove/" not in client.get(addresses(dakar, focal.person)[2]).content.decode()


def test_pages_are_404_as_soon_as_focal_point_is_dismissed(client, focal, dakar, aya):
    client.force_login(focal)
    assert client.get(addresses(dakar, aya)[0]).status_code == 200
    FocalPoint.objects.all().delete()
    assert tried(client, ["/en/my/organisation/", *addresses(dakar, aya)]) == {404}


def test_pages_are_404_for_focal_point_who_was_removed_from_the_organisation(client, focal, dakar, aya):
    other = make_focal_point(dakar)
    client.force_login(other)
    affiliations.remove(other.person, dakar, by=focal)
    assert tried(client, ["/en/my/organisation/", *addresses(dakar, aya)]) == {404}


def test_closed_account_is_treated_as_visitor(client, focal, dakar, aya):
    client.force_login(focal)
    focal.is_active = False
    focal.save()
    assert client.get(addresses(dakar, aya)[0]).status_code == 302


def test_merged_focal_point_has_access_until_unmerged(client, focal, dakar, aya):
    other = make_user("other@example.org")
    merge(focal.person, into=other.person)
    client.force_login(other)
    assert client.get(addresses(dakar, aya)[2]).status_code == 200
    unmerge(focal.person)
    assert tried(client, ["/en/my/organisation/", *addresses(dakar, aya)]) == {404}


def test_focal_point_has_access_to_merged_organisation_until_unmerged(client, focal, lagos, dakar, aya):
    """Dakar's focal point has access to Lagos only as long as Lagos is merged into Dakar."""
    luz = make_person("Luz", lagos)
    client.force_login(focal)
    merge(lagos, into=dakar)
    assert client.get(addresses(lagos, luz)[2]).status_code == 200
    unmerge(lagos)
    assert tried(client, addresses(lagos, luz)) == {404}
    assert tried(client, addresses(dakar, luz)[2:]) == {404}


def test_erased_person_is_404(client, focal, dakar, aya):
    client.force_login(focal)
    anonymise(aya)
    assert tried(client, addresses(dakar, aya)[2:]) == {404}


@pytest.mark.parametrize("uuid", ["1", "x", "../", "6099fdc7", "6099fdc7-1b33-48e8-90c3-520818fbcc6e'"])
def test_invalid_uuid_is_404(client, focal, uuid):
    client.force_login(focal)
    assert client.get(f"/en/my/organisation/{uuid}/").status_code == 404


def test_post_without_csrf_token_is_refused_and_changes_nothing(focal, dakar, aya):
    client = Client(enforce_csrf_checks=True)
    client.force_login(focal)
    activity = webinar()
    taught = make_enrolment(activity, focal.person, role="trainer")
    paths = [path for path, below in zip(addresses(dakar, aya), BELOW, strict=True) if below in POSTED]
    before = everything()
    for path in [*paths, teaching_addresses(taught)[1]]:
        assert (
            client.post(path, {"activity": str(activity.key), "text": "aya@dakar.example", "send": "1"}).status_code
            == 403
        )
    assert everything() == before


def test_get_changes_nothing(client, focal, dakar, aya):
    client.force_login(focal)
    taught = make_enrolment(webinar(), focal.person, role="trainer")
    make_enrolment(taught.activity, aya)
    query = {"send": "1", "text": "aya@dakar.example", "activity": str(taught.activity.key), "is": "1", "confirm": "1"}
    before = everything()
    for path in ["/en/my/organisation/", *addresses(dakar, aya), "/en/teaching/", *teaching_addresses(taught)]:
        assert client.get(path, query).status_code in {200, 302}
    assert everything() == before


def test_extra_form_fields_are_ignored(client, focal, dakar, lagos, aya):
    """Mass assignment: values that the address or the account determine cannot be posted."""
    client.force_login(focal)
    stranger = make_person(email="luz@lagos.example", organisation=lagos)
    extra = {
        "organisation": lagos.pk,
        "person": stranger.pk,
        "by": 1,
        "status": "enrolled",
        "gender": "man",
        "role": "trainer",
    }
    client.post(addresses(dakar, aya)[1], {**form("aya@dakar.example luz@lagos.example"), **extra})
    client.post(addresses(dakar, aya)[3], extra)
    aya.refresh_from_db()
    assert (aya.organisation, aya.gender) == (dakar, "")
    assert set(Enrolment.objects.values_list("person", "organisation", "role")) == {(aya.pk, dakar.pk, "participant")}
    assert AuditEntry.objects.get(action="affiliation_changed").by == focal


def teaching_addresses(enrolment):
    activity = enrolment.activity
    return [f"/en/teaching/{activity.key}/", f"/en/teaching/{activity.key}/attendance/{activity.sessions.get().pk}/"]


@pytest.fixture
def trainer():
    user = make_user("trainer@example.org", "Trainers")
    make_enrolment(webinar(), user.person, role="trainer")
    return user


@pytest.mark.parametrize(
    "fields", [{}, {"role": "speaker"}, {"role": "staff"}, {"role": "trainer", "status": "withdrawn"}]
)
def test_another_activity_is_404_for_trainer(client, trainer, fields):
    other = webinar()
    theirs = make_enrolment(other, trainer.person, **fields) if fields else make_enrolment(other)
    client.force_login(trainer)
    participant = make_enrolment(other)
    for path in teaching_addresses(theirs):
        answers = (client.get(path).status_code, client.post(path, {"is": participant.pk}).status_code)
        assert answers == (404, 404)
    assert not Presence.objects.exists()


def test_session_of_another_activity_is_404_below_own_activity(client, trainer):
    own, other = Enrolment.objects.get(), make_enrolment(webinar())
    client.force_login(trainer)
    for session in (other.activity.sessions.get().pk, 0, 10**30):
        path = f"/en/teaching/{own.activity.key}/attendance/{session}/"
        assert (client.get(path).status_code, client.post(path, {"is": other.pk}).status_code) == (404, 404)
    assert not Presence.objects.exists()


def test_teaching_pages_are_404_for_officers_and_others(client, trainer, official, officer, staff, focal):
    own = Enrolment.objects.get()
    for user in (official, officer, staff, focal, make_user("root@example.org", is_superuser=True)):
        client.force_login(user)
        for path in teaching_addresses(own):
            assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    assert client.get(f"/en/teaching/{NOBODY}/").status_code == 404
