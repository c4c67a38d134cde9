"""What browsers are told, page by page."""

import re

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import path
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from home.views import errors
from learning import urls
from tests.factories import make_course, make_page_with, make_session, make_user

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SITE = (
    "default-src 'self'; img-src 'self' data:; media-src 'self'; "
    "frame-src https://www.youtube-nocookie.com https://player.vimeo.com; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def policy_of(response):
    return {part.split()[0]: part.split()[1:] for part in response.headers["Content-Security-Policy"].split("; ")}


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/catalogue/",
        "/en/search/?q=x",
        "/en/my/",
        "/accounts/login/",
        "/accounts/signup/",
        "/en/nowhere/",
        "/en/help/",
    ],
)
def test_every_page_of_the_site_is_strict(client, address):
    headers = client.get(address).headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert sorted(headers["Content-Security-Policy"].split("; ")) == sorted(SITE.split("; "))
    assert headers["X-Frame-Options"] == "DENY"


def broken(request):
    raise RuntimeError("on purpose")


class Broken:
    """The site's addresses with a hole in the catalogue."""

    handler500 = staticmethod(errors.server_error)
    urlpatterns = [path("broken/", broken), *urls.urlpatterns]


def refused_by(status, client, settings):
    """An answer of each kind of refusal."""
    client.raise_request_exception = False
    if status == 429:
        for _time in range(5):
            client.post("/accounts/login/", {"login": "eva@example.org", "password": "a guess"})
        return client.post("/accounts/login/", {"login": "eva@example.org", "password": "a guess"})
    if status == 403:
        return Client(enforce_csrf_checks=True).post("/accounts/login/")
    if status == 500:
        settings.ROOT_URLCONF = Broken
        return client.get("/broken/")
    return client.get({400: "/en/search/?words=%00", 404: "/en/nowhere/", 405: "/en/webinars/x/watched/"}[status])


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_refusals_are_as_strict(client, settings, status):
    response = refused_by(status, client, settings)
    assert response.status_code == status
    assert {name: response.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert sorted(response.headers["Content-Security-Policy"].split("; ")) == sorted(SITE.split("; "))
    assert response.headers["X-Frame-Options"] == "DENY"
    page = response.content.decode()
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page) == []


@pytest.mark.parametrize("host", ["evil.example", "evil.example:443"])
def test_refusal_of_another_host_has_the_headers(client, host):
    response = client.get("/en/", HTTP_HOST=host)
    assert {name: response.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_responses_that_are_no_pages_have_the_headers(as_official):
    session = make_session(make_course().activity)
    for address in (f"/en/activities/{session.activity.key}/calendar.ics", "/en/my/organisations/?q=x", "/healthz/"):
        response = as_official.get(address)
        assert response.status_code == 200
        assert {name: response.headers[name] for name in EVERYWHERE} == EVERYWHERE
        assert sorted(response.headers["Content-Security-Policy"].split("; ")) == sorted(SITE.split("; "))


ALONE = "default-src 'none'; frame-ancestors 'none'"
MARKUP = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.mark.parametrize(
    ("name", "content_type", "disposition", "policy"),
    [
        ("a.svg", "image/svg+xml", "attachment", f"{ALONE}; sandbox"),
        ("a.html", "text/html", "attachment", f"{ALONE}; sandbox"),
        ("a.xhtml", "application/xhtml+xml", "attachment", f"{ALONE}; sandbox"),
        ("a.xml", "text/xml", "attachment", f"{ALONE}; sandbox"),
        ("a.js", "text/javascript", "attachment", f"{ALONE}; sandbox"),
        ("a.pdf", "application/pdf", "inline", ALONE),
    ],
)
def test_a_document_is_taken_along_and_runs_nothing(client, name, content_type, disposition, policy):
    document = Document.objects.create(
        title="x", file=ContentFile(MARKUP, name), collection=Collection.get_first_root_node()
    )
    make_page_with(document)
    headers = client.get(document.url).headers
    assert headers["Content-Type"].split(";")[0] in {content_type, "application/xml", "application/javascript"}
    assert headers["Content-Disposition"].startswith(disposition)
    assert (headers["Content-Security-Policy"], headers["X-Content-Type-Options"]) == (policy, "nosniff")


@pytest.mark.parametrize(
    ("name", "disposition"), [("a.svg", "attachment"), ("a.html", "attachment"), ("a.png", "inline")]
)
def test_files_of_the_media_folder_have_the_headers(client, name, disposition):
    default_storage.save(f"images/{name}", ContentFile(MARKUP))
    headers = client.get(f"/media/images/{name}").headers
    assert (headers["Content-Disposition"], headers["X-Content-Type-Options"]) == (disposition, "nosniff")
    assert headers["Content-Security-Policy"] == f"{ALONE}; sandbox"


def test_a_private_document_is_kept_by_no_cache_between(as_official):
    collection = Collection.get_first_root_node().add_child(name="For those who log in")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document = Document.objects.create(title="x", file=ContentFile(b"x", "x.txt"), collection=collection)
    make_page_with(document)
    response = as_official.get(document.url)
    assert response.status_code == 200
    assert "private" in response.headers["Cache-Control"]


def test_inline_scripts_and_styles_are_for_the_admin_alone(as_officer):
    assert policy_of(as_officer.get("/admin/"))["script-src"] == ["'self'", "'unsafe-inline'"]
    assert "'unsafe-inline'" not in as_officer.get("/en/").headers["Content-Security-Policy"]


def test_the_admin_is_framed_by_itself_alone(as_officer):
    response = as_officer.get("/admin/")
    assert policy_of(response)["frame-ancestors"] == ["'self'"]
    assert policy_of(response)["object-src"] == ["'none'"]
    assert response.headers["X-Frame-Options"] == "DENY"


def test_only_a_preview_may_be_framed_by_the_editor(as_officer):
    course = make_course()
    response = as_officer.get(f"/admin/pages/{course.pk}/edit/preview/")
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert policy_of(response)["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize(
    "address",
    [
        "/en/my/",
        "/es/my/profile/",
        "/fr/my/record/",
        "/en/my/privacy/",
        "/en/teaching/",
        "/my/",
        "/accounts/sessions/",
        "/accounts/2fa/",
        "/accounts/login/",
    ],
)
def test_personal_pages_are_not_cached(as_official, address):
    kept = as_official.get(address).headers["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.replace(" ", "").split(","))


def test_the_admin_is_kept_by_no_cache(as_officer):
    assert "no-store" in as_officer.get("/admin/").headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/en/", "/en/catalogue/", "/en/help/"])
def test_a_page_drawn_for_someone_is_theirs(as_official, address):
    assert as_official.get(address).headers["Cache-Control"] == "private, no-cache"


def test_pages_vary_with_the_cookie(client):
    assert "Cookie" in client.get("/en/").headers["Vary"]


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80"]
)
def test_another_host_is_refused(client, host):
    assert client.get("/en/", HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"HTTP_X_FORWARDED_HOST": "evil.example"}, {"HTTP_HOST": "testserver:8080"}, {"HTTP_HOST": "localhost"}]
)
def test_mail_leads_to_this_site_whatever_host_a_request_names(client, headers):
    make_user("eva@example.org")
    client.post("/accounts/password/reset/", {"email": "eva@example.org"}, **headers)
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": "walnuts on the tram"}, **headers)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        links = [word for word in message.body.split() if word.startswith("http")]
        assert links
        assert all(link == "http://testserver" or link.startswith("http://testserver/") for link in links)


def test_a_link_to_a_new_password_is_told_to_nobody_else(client):
    """The page that it leads to names it neither to other sites nor to any cache."""
    user = make_user("eva@example.org")
    client.post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    first = client.get(link)
    assert (first.status_code, link.rpartition("-")[2] in first.headers["Location"]) == (302, False)
    form = client.get(first.headers["Location"])
    assert form.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in form.headers["Cache-Control"]
