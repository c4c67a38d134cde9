"""Documents are as private as the pages that link to them, whichever language was made private."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from tests.factories import make_private, make_translation, make_webinar

pytestmark = pytest.mark.django_db


def make_document(title):
    return Document.objects.create(title=title, file=ContentFile(b"secret", f"{title}.txt"))


def link_to(document):
    return f'<p><a linktype="document" id="{document.pk}">{document.title}</a></p>'


@pytest.fixture
def slides():
    """A document linked from the English page."""
    return make_document("slides")


@pytest.fixture
def diapositivas():
    """A document linked from the Spanish page only."""
    return make_document("diapositivas")


@pytest.fixture
def pages(slides, diapositivas):
    english = make_webinar(intro=link_to(slides))
    return {"en": english, "es": make_translation(english, "es", intro=link_to(diapositivas))}


def statuses(client, *documents):
    return [client.get(document.url).status_code for document in documents]


@pytest.mark.parametrize("code", ["en", "es"])
def test_document_of_page_for_logged_in_readers(client, official, pages, slides, diapositivas, code):
    assert statuses(client, slides, diapositivas) == [200, 200]
    make_private(pages[code])
    assert statuses(client, slides, diapositivas) == [302, 302]
    assert client.get(slides.url).url == f"/accounts/login/?next={slides.url}"
    client.force_login(official)
    assert statuses(client, slides, diapositivas) == [200, 200]


@pytest.mark.parametrize("code", ["en", "es"])
def test_document_of_page_for_a_group(client, official, staff, officer, pages, slides, diapositivas, code):
    make_private(pages[code], "Reporting staff")
    found = {"visitor": statuses(client, slides, diapositivas)}
    for user in (official, staff, officer):
        client.force_login(user)
        found[user.email.partition("@")[0]] = statuses(client, slides, diapositivas)
    assert found == {"visitor": [302, 302], "official": [404, 404], "staff": [200, 200], "officer": [200, 200]}


def test_document_that_is_also_on_a_public_page_is_public(client, pages, slides):
    make_private(pages["en"])
    make_webinar(intro=link_to(slides))
    assert statuses(client, slides) == [200]


def test_document_for_a_role_requires_the_second_factor(client, staff, pages, slides, settings):
    settings.SECOND_FACTOR_FOR_STAFF = True
    make_private(pages["es"], "Reporting staff")
    client.force_login(staff)
    assert client.get(slides.url).url == "/accounts/2fa/"


def test_query_count_of_access_is_the_same_for_one_page_and_ten(client, slides, django_assert_num_queries):
    make_webinar(intro=link_to(slides))
    client.get(slides.url)
    for number in (1, 10):
        for _page in range(number):
            make_webinar(intro=link_to(slides))
        with django_assert_num_queries(8):
            client.get(slides.url)
