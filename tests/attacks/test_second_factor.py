"""Skipping the second factor: there is no door to the editors' side without it."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import make_course
from tests.people.proofs import code_now, give_app
from tests.permissions.fillings import address_of
from tests.permissions.visiting import as_it_was
from tests.permissions.whole_table import TABLE, WAGTAILS
from tests.permissions.world import Visitor

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"
SHOW = "/accounts/2fa/reauthenticate/?next="


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.SECOND_FACTOR_FOR_STAFF = True


@pytest.fixture
def by_password_alone(client, officer):
    """An officer's session from before they had a second factor."""
    client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    return client


def everything_in_the_admin(world, client):
    """{where one is led to} of all addresses of the admin, whoever wrote them, read and posted to."""
    routes = [route for route in [*TABLE, *WAGTAILS] if route.startswith("admin/")]
    assert len(routes) > 250
    led = set()
    for route in routes:
        for method in (client.get, client.post):
            with as_it_was(client):
                response = method(address_of(world, route))
                led.add((response.status_code, response.headers.get("Location", "").partition("?")[0]))
    return led


def test_no_address_of_the_admin_opens_to_a_password_alone(world):
    client = Visitor()
    client.post("/accounts/login/", {"login": world.accounts["superuser"].email, "password": PASSWORD})
    assert everything_in_the_admin(world, client) == {(302, "/accounts/2fa/")}


def test_nor_to_a_session_from_before_they_had_one(world):
    client = Visitor()
    client.post("/accounts/login/", {"login": world.accounts["officer"].email, "password": PASSWORD})
    give_app(world.accounts["officer"])
    assert everything_in_the_admin(world, client) == {(302, "/accounts/2fa/reauthenticate/")}


@pytest.mark.parametrize(
    "address", ["/admin//", "/admin/./pages/", "/%61dmin/", "/admin/%2e%2e/admin/", "/admin/?x=/accounts/"]
)
def test_no_spelling_of_the_address_helps(by_password_alone, address):
    assert by_password_alone.get(address).status_code in {302, 404}


def test_nor_does_a_request_of_a_script(by_password_alone):
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
def test_a_password_alone_does_not_exchange_the_second_factor(by_password_alone, officer, address):
    give_app(officer)
    by_password_alone.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for method in (by_password_alone.get, by_password_alone.post):
        response = method(f"/accounts/2fa/{address}")
        assert (response.status_code, response.headers["Location"].startswith(SHOW)) == (302, True)
    assert Authenticator.objects.filter(user=officer).count() == 2


def test_who_has_shown_it_may(by_password_alone, officer):
    give_app(officer)
    by_password_alone.post("/accounts/2fa/reauthenticate/", {"code": code_now()})
    assert by_password_alone.get("/accounts/2fa/").status_code == 200


def test_learners_keep_theirs_by_it_too(client, official, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    client.force_login(official)
    give_app(official)
    assert client.get("/accounts/2fa/totp/deactivate/").headers["Location"].startswith(SHOW)


def kept_for(group):
    """A document that only `group` may read."""
    collection = Collection.get_first_root_node().add_child(name="For officers")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=BaseViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=group))
    return Document.objects.create(title="Minutes", file=ContentFile(b"x", "minutes.txt"), collection=collection).url


def test_a_private_document_opens_with_it_alone(by_password_alone, officer):
    url = kept_for("Learning officers")
    assert by_password_alone.get(url).headers["Location"] == "/accounts/2fa/"
    give_app(officer)
    by_password_alone.post("/accounts/2fa/reauthenticate/", {"code": code_now()})
    assert by_password_alone.get(url).status_code == 200


def test_a_private_page_too(by_password_alone, officer):
    page = make_course()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=BaseViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Learning officers"))
    assert by_password_alone.get(f"/en/courses/{page.slug}/").headers["Location"] == "/accounts/2fa/"


def test_what_is_kept_for_others_is_not_there(client, official):
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


def test_the_admin_tells_learners_that_it_is_not_theirs(client, official):
    client.force_login(official)
    response = client.get("/admin/")
    assert response.status_code == 403
    assert "this account has no role there" in response.content.decode()
