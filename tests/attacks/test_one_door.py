"""One door: what Wagtail and allauth bring beside it is shut, and what is behind it has its keys."""

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


def test_no_page_can_be_shut_with_a_password_that_many_share(as_root):
    page = make_course()
    form = {"restriction_type": "password", "password": "open sesame", "groups": []}
    answer = as_root.post(f"/admin/pages/{page.pk}/privacy/", form)
    assert "Select a valid choice" in json.loads(answer.content)["html"]
    assert not PageViewRestriction.objects.exists()


def test_nor_can_a_collection(as_root):
    collection = Collection.get_first_root_node().add_child(name="Minutes")
    form = {"restriction_type": "password", "password": "open sesame", "groups": []}
    as_root.post(f"/admin/collections/{collection.pk}/privacy/", form)
    assert not CollectionViewRestriction.objects.exists()


def test_one_from_before_opens_nothing(client):
    """A password on a page made before this was so: it asks, and there is no address that would take the answer."""
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
def test_no_interface_for_programmes_is_open(as_root, address):
    try:
        resolve(address)
    except Resolver404:
        return
    assert as_root.get(address).status_code == 404


def test_no_address_is_one_of_an_interface_for_programmes():
    assert [address.route for address in addresses() if "v3" in address.route or "headless" in address.route] == []
    assert not apps.is_installed("allauth.headless")


def test_no_page_draws_the_editors_bar(as_root):
    """It would need scripts in the page; who edits finds the editors' side without."""
    assert "wagtail-userbar" not in as_root.get("/en/").content.decode()
    assert Page.objects.live().exists()


def test_whoever_sets_up_an_app_is_given_recovery_codes_that_work_once(client):
    user = make_user("eva@example.org")
    codes = give_app(user)
    assert len(set(codes)) == 10
    answers = []
    for code in (codes[0], codes[0], codes[1]):
        client.post("/accounts/login/", {"login": user.email, "password": "correct horse"})
        answers.append(client.post("/accounts/2fa/authenticate/", {"code": code}).status_code)
        client.post("/accounts/logout/")
    assert answers == [302, 200, 302]
