"""Bypassing the second factor: no address of the admin opens without it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction, PageViewRestriction

from learning.activities.assignments import submit
from learning.activities.assignments.file_check import check
from learning.activities.pages.lookup import path_of
from learning.media.models import Recording
from tests.factories import (
    make_assignment,
    make_course,
    make_enrolment,
    make_lesson,
    make_person,
    make_quiz,
    make_session,
    make_webinar,
)
from tests.people.second_factor import code_now, give_app
from tests.permissions.fillings import address_of
from tests.permissions.visiting import as_it_was
from tests.permissions.whole_table import TABLE, WAGTAILS
from tests.permissions.world import Visitor

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"
SHOW = "/accounts/2fa/reauthenticate/?next="


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.SECOND_FACTOR_FOR_STAFF = settings.SECOND_FACTOR_FOR_FOCAL_POINTS = True


@pytest.fixture
def by_password_alone(client, officer):
    """Return a client with an officer's session, logged in before they had a second factor."""
    client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    return client


def everything_in_the_admin(world, client):
    """Return {(status, redirect)} of GET and POST to all addresses of the admin, ours and Wagtail's."""
    routes = [route for route in [*TABLE, *WAGTAILS] if route.startswith("admin/")]
    assert len(routes) > 250
    led = set()
    for route in routes:
        for method in (client.get, client.post):
            with as_it_was(client):
                response = method(address_of(world, route))
                led.add((response.status_code, response.headers.get("Location", "").partition("?")[0]))
    return led


def test_every_admin_address_redirects_to_setup_without_second_factor(world):
    client, superuser = Visitor(), world.accounts["superuser"]
    superuser.authenticator_set.all().delete()
    client.post("/accounts/login/", {"login": superuser.email, "password": PASSWORD})
    assert everything_in_the_admin(world, client) == {(302, "/accounts/2fa/")}


def test_every_admin_address_redirects_session_from_before_the_second_factor(world):
    client, officer = Visitor(), world.accounts["officer_by_password"]
    client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    give_app(officer)
    assert everything_in_the_admin(world, client) == {(302, "/accounts/2fa/reauthenticate/")}


@pytest.mark.parametrize(
    "address", ["/admin//", "/admin/./pages/", "/%61dmin/", "/admin/%2e%2e/admin/", "/admin/?x=/accounts/"]
)
def test_other_spellings_of_admin_addresses_do_not_open(by_password_alone, address):
    assert by_password_alone.get(address).status_code in {302, 404}


def test_request_by_script_is_redirected_too(by_password_alone):
    response = by_password_alone.get("/admin/api/main/pages/", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/2fa/")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "totp/activate/",
        "totp/deactivate/",
        "recovery-codes/",
        "recovery-codes/generate/",
        "webauthn/",
        "webauthn/add/",
    ],
)
def test_second_factor_cannot_be_changed_by_password_alone(by_password_alone, officer, address):
    give_app(officer)
    by_password_alone.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for method in (by_password_alone.get, by_password_alone.post):
        response = method(f"/accounts/2fa/{address}")
        assert (response.status_code, response.headers["Location"].startswith(SHOW)) == (302, True)
    assert Authenticator.objects.filter(user=officer).count() == 2


def test_second_factor_can_be_changed_after_it_was_shown(by_password_alone, officer):
    give_app(officer)
    by_password_alone.post("/accounts/2fa/reauthenticate/", {"code": code_now()})
    assert by_password_alone.get("/accounts/2fa/").status_code == 200


def test_second_factor_of_learners_cannot_be_changed_by_password_alone(client, official, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    client.force_login(official)
    give_app(official)
    assert client.get("/accounts/2fa/totp/deactivate/").headers["Location"].startswith(SHOW)


def kept_for(group):
    """Return the address of a document that only `group` may read."""
    collection = Collection.get_first_root_node().add_child(name="For officers")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=BaseViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=group))
    return Document.objects.create(title="Minutes", file=ContentFile(b"x", "minutes.txt"), collection=collection).url


def test_private_document_requires_second_factor(by_password_alone, officer):
    url = kept_for("Learning officers")
    assert by_password_alone.get(url).headers["Location"] == "/accounts/2fa/"
    give_app(officer)
    by_password_alone.post("/accounts/2fa/reauthenticate/", {"code": code_now()})
    assert by_password_alone.get(url).status_code == 200


def test_private_page_requires_second_factor(by_password_alone, officer):
    page = make_course()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=BaseViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Learning officers"))
    assert by_password_alone.get(f"/en/courses/{page.slug}/").headers["Location"] == "/accounts/2fa/"


def test_private_pages_and_documents_are_404_without_the_role(client, official):
    url, page = kept_for("Learning officers"), make_course()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=BaseViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Learning officers"))
    course = f"/en/courses/{page.slug}/"
    assert [client.get(address).headers["Location"] for address in (url, course)] == [
        f"/accounts/login/?next={url}",
        f"/accounts/login/?next={course}",
    ]
    client.force_login(official)
    assert [client.get(address).status_code for address in (url, course)] == [404, 404]


def test_admin_is_403_for_learners_with_explanation(client, official):
    client.force_login(official)
    response = client.get("/admin/")
    assert response.status_code == 403
    assert "this account has no role there" in response.content.decode()


def private_recording():
    """Return a recording for enrolled people only, and the webinar that shows it."""
    film = Recording.objects.create(
        title="Film", type="video", duration=60, is_for_enrolled=True, file=ContentFile(b"film", "film.mp4")
    )
    return film, make_webinar(recording=film)


def closed_lesson(course):
    return make_lesson(course, body=[("text", "<p>Behind the door</p>")], opens_at=timezone.now() + timedelta(days=9))


@pytest.fixture
def handed_in():
    """A submission with a file."""
    enrolment = make_enrolment(make_course().activity)
    return submit.submit(make_assignment(enrolment.activity), enrolment, file=check("Plan.txt", b"A plan"))


def file_of(submission):
    activity, assignment = submission.assignment.activity, submission.assignment
    return f"/en/activities/{activity.key}/assignments/{assignment.pk}/files/{submission.pk}/"


def officers_addresses(submission):
    course = make_course()
    film, _page = private_recording()
    return [
        file_of(submission),
        path_of(make_quiz(course, [("true_false", {"text": "<p>Trees need water.</p>", "is_true": True})]), "en"),
        path_of(make_lesson(course), "en"),
        path_of(closed_lesson(course), "en"),
        f"/media/{film.file.name}",
    ]


def trainers_addresses(submission):
    activity, assignment = submission.assignment.activity, submission.assignment
    taught, session = f"/en/teaching/{activity.key}/", make_session(activity)
    return [
        "/en/teaching/",
        taught,
        f"{taught}attendance/{session.pk}/",
        f"{taught}assignments/{assignment.pk}/",
        f"{taught}assignments/{assignment.pk}/{submission.pk}/",
        file_of(submission),
    ]


def asks_then_opens(client, user, addresses, methods=("get",)):
    """Check that each of `addresses` redirects to setting up a second factor, then to showing it, then opens."""
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    for method in methods:
        led = {address: getattr(client, method)(address).headers.get("Location") for address in addresses}
        assert led == dict.fromkeys(addresses, "/accounts/2fa/")
    assert "The page you asked for needs a second proof" in client.get("/accounts/2fa/").content.decode()
    give_app(user)
    assert [address for address in addresses if not client.get(address).headers["Location"].startswith(SHOW)] == []
    client.post("/accounts/2fa/reauthenticate/", {"code": code_now()})
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_officers_addresses_outside_the_admin_require_second_factor(client, officer, handed_in):
    asks_then_opens(client, officer, officers_addresses(handed_in))


def test_trainers_addresses_require_second_factor(client, official, handed_in):
    """With or without the group of trainers."""
    make_enrolment(handed_in.assignment.activity, official.person, role="trainer")
    asks_then_opens(client, official, trainers_addresses(handed_in))


def test_posts_of_trainers_require_second_factor(client, official, handed_in):
    make_enrolment(handed_in.assignment.activity, official.person, role="trainer")
    client.force_login(official)
    for address in trainers_addresses(handed_in)[2:5]:
        assert client.post(address).headers["Location"] == "/accounts/2fa/"
    handed_in.refresh_from_db()
    assert not handed_in.is_marked


def test_focal_points_pages_require_second_factor(client, focal, dakar):
    colleague = make_person("Awa", dakar)
    own = f"/en/my/organisation/{dakar.uuid}/"
    asks_then_opens(client, focal, [own, f"{own}invite/", f"{own}people/{colleague.uuid}/"])


def test_setting_lets_focal_points_in_by_password(client, focal, dakar, settings):
    settings.SECOND_FACTOR_FOR_FOCAL_POINTS = False
    client.force_login(focal)
    assert client.get(f"/en/my/organisation/{dakar.uuid}/").status_code == 200


def test_own_work_and_public_pages_open_by_password(by_password_alone, officer, handed_in):
    """Own submissions, own courses, free lessons and public pages."""
    course = make_course()
    lesson, free = make_lesson(course), make_lesson(make_course(), is_free_preview=True)
    make_enrolment(course.activity, officer.person)
    _film, webinar = private_recording()
    for page in (course, lesson, free, webinar):
        assert by_password_alone.get(path_of(page, "en")).status_code == 200
    handed_in.enrolment.person.merged_into = officer.person
    handed_in.enrolment.person.save()
    assert by_password_alone.get(file_of(handed_in)).status_code == 200


def test_private_recording_is_not_on_its_page_without_second_factor(by_password_alone):
    film, webinar = private_recording()
    page = by_password_alone.get(path_of(webinar, "en")).content.decode()
    assert film.file.name not in page
