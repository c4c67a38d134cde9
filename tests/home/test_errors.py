import pytest
from django.db import DatabaseError, connection

from tests.factories import make_course

pytestmark = pytest.mark.django_db


def test_404_is_in_the_readers_language_and_links_to_catalogue(client):
    response = client.get("/fr/rien/du/tout/")
    assert response.status_code == 404
    assert response["Content-Language"] == "fr"
    assert "/fr/catalogue/" in response.content.decode()


@pytest.mark.parametrize("query", ["words=%00", "words=%ED%A0%80", "words=%FF%FE", "kind=%00", "a=" + "b" * 5000])
@pytest.mark.parametrize("path", ["/en/catalogue/", "/en/search/", "/en/", "/accounts/login/"])
def test_undecodable_or_overlong_query_is_400(client, path, query):
    response = client.get(f"{path}?{query}")
    assert response.status_code == 400
    assert "We could not read your request" in response.content.decode()


def test_path_with_nul_is_404(client):
    assert client.get("/en/courses/%00/").status_code == 404


def test_form_with_nul_is_400_and_changes_nothing(as_official, official):
    response = as_official.post("/en/my/profile/", {"name": "A\0B"})
    assert response.status_code == 400
    official.person.refresh_from_db()
    assert official.person.name == "Official"


def test_post_without_csrf_token_is_403_in_the_sites_design(official):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(official)
    response = client.post(f"/en/activities/{make_course().translation_key}/enrol/", {})
    assert response.status_code == 403
    assert "nothing was changed" in response.content.decode()


def test_server_error_is_500_in_the_sites_design(client, monkeypatch):
    monkeypatch.setattr("home.views.catalogue.readable", lambda: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/en/catalogue/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "Something went wrong on our side" in page
    assert '<html lang="en">' in page
    assert "css/site.css" in page


def test_server_error_is_in_the_readers_language(client, monkeypatch):
    monkeypatch.setattr("home.views.catalogue.readable", lambda: 1 / 0)
    client.raise_request_exception = False
    assert '<html lang="fr">' in client.get("/fr/catalogue/").content.decode()


def test_healthz_is_503_without_database(client, monkeypatch):
    assert client.get("/healthz/").status_code == 200

    def refuse(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    assert client.get("/healthz/").status_code == 503
