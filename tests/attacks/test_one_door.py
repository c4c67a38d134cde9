"""Single log-in: the other ways in that Wagtail and allauth offer are closed."""

import json

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import Resolver404, resolve
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from tests.factories import make_course, make_user
from tests.people.second_factor import give_app
from tests.permissions.walking import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_root(client):
    client.force_login(make_user("root@example.org", is_superuser=True))
    return client


def test_page_cannot_be_restricted_by_shared_password(as_root):
    page = make_course()
    form = {"restriction_type": "password", "password": "open sesame", "groups": []}
    answer = as_root.post(f"/admin/pages/{page.pk}/privacy/", form)
    assert "Select a valid choice" in json.loads(answer.content)["html"]
    assert not PageViewRestriction.objects.exists()


def test_collection_cannot_be_restricted_by_shared_password(as_root):
    collection = Collection.get_first_root_node().add_child(name="Minutes")
    form = {"restriction_type": "password", "password": "open sesame", "groups": []}
    as_root.post(f"/admin/collections/{collection.pk}/privacy/", form)
    assert not CollectionViewRestriction.objects.exists()


def test_existing_restriction_by_shared_password_cannot_be_passed(client):
    """A page restricted by password earlier still asks for it, but no address accepts the password."""
    page = make_course()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="open sesame")
    collection = Collection.get_first_root_node().add_child(name="Minutes")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password="open sesame")
    document = Document.objects.create(title="x", file=ContentFile(b"secret", "x.txt"), collection=collection)
    kept, shut = PageViewRestriction.objects.get(), CollectionViewRestriction.objects.get()
    form = {"password": "open sesame", "return_url": "/en/"}
    assert client.post(f"/en/_util/authenticate_with_password/{kept.pk}/{page.pk}/", form).status_code == 404
    assert client.post(f"/documents/authenticate_with_password/{shut.pk}/", form).status_code == 404
    assert b"secret" not in client.get(document.url).content


@pytest.mark.parametrize(
    "address",
    ["/api/", "/api/v2/pages/", "/api/v3/", "/admin/api/v3/", "/admin/api-tokens/", "/_allauth/", "/admin/tokens/"],
)
def test_interfaces_for_programs_are_404(as_root, address):
    try:
        resolve(address)
    except Resolver404:
        return
    assert as_root.get(address).status_code == 404


def test_no_route_belongs_to_an_interface_for_programs():
    assert [address.route for address in addresses() if "v3" in address.route or "headless" in address.route] == []
    assert not apps.is_installed("allauth.headless")


def test_pages_have_no_wagtail_userbar(as_root):
    """The userbar would need inline scripts; editors go to the admin directly."""
    assert "wagtail-userbar" not in as_root.get("/en/").content.decode()
    assert Page.objects.live().exists()


def test_each_recovery_code_works_once(client):
    user = make_user("eva@example.org")
    codes = give_app(user)
    assert len(set(codes)) == 10
    answers = []
    for code in (codes[0], codes[0], codes[1]):
        client.post("/accounts/login/", {"login": user.email, "password": "correct horse"})
        answers.append(client.post("/accounts/2fa/authenticate/", {"code": code}).status_code)
        client.post("/accounts/logout/")
    assert answers == [302, 200, 302]
