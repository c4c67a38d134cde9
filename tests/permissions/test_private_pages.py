"""A crawl of the public site as every role, in every language, that finds no private page."""

import re
from html import unescape

import pytest
from django.test import override_settings

from courses.models import LessonPage
from tests.courses.quizzes.questions import question
from tests.factories import make_course, make_lesson, make_private, make_session, make_translation, make_webinar
from tests.media.films import make_film

from .world import ROLES

pytestmark = pytest.mark.django_db

CODES = ("en", "es", "fr")
WORDS = ("Xanadu", "Shangrila")
LOGGED_IN = set(ROLES) - {"visitor"}
STAFF = {"staff", "superuser"}
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
NOT_CRAWLED = re.compile(r"^/(admin|accounts|static|documents|i18n)/|/withdraw/|\.(pdf|css|js|json)$")
MOST_PAGES = 60


def in_all_languages(page):
    """Return {language: page} with a different slug in each."""
    return {"en": page} | {code: make_translation(page, code, slug=f"{page.slug}-{code}") for code in CODES[1:]}


class PrivatePages:
    """A webinar for logged-in readers (private in Spanish) and a course for reporting staff (private in French)."""

    def __init__(self):
        self.film = make_film()
        webinar = make_webinar("Xanadu hall", lead="Xanadu in words", recording=self.film)
        course = make_course("Shangrila hall", lead="Shangrila in words")
        body = [("text", "<p>Shangrila in depth</p>"), ("check", [question("one_choice")])]
        self.lesson = make_lesson(course, "Shangrila hall one", is_free_preview=True, body=body)
        self.webinar, self.course = in_all_languages(webinar), in_all_languages(course)
        self.lessons = in_all_languages(LessonPage.objects.get(pk=self.lesson.pk))
        make_session(webinar.activity)
        make_private(self.webinar["es"])
        make_private(self.course["fr"], "Reporting staff")

    def addresses(self):
        """Yield (word on the page, its readers, address), for every slug under every language's prefix."""
        for code in CODES:
            for own in CODES:
                course = self.course[own].slug
                yield "Xanadu", LOGGED_IN, f"/{code}/webinars/{self.webinar[own].slug}/"
                yield "Shangrila", STAFF, f"/{code}/courses/{course}/"
                yield "Shangrila", STAFF, f"/{code}/courses/{course}/{self.lessons[own].slug}/"


@pytest.fixture(scope="module")
def private(world, django_db_blocker):
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=world.media):
        return PrivatePages()


@pytest.mark.parametrize("role", ROLES)
def test_private_page_opens_to_the_same_readers_in_every_language(world, private, role):
    client = world.clients[role]
    for word, readers, address in private.addresses():
        response = client.get(address)
        expected = 200 if role in readers else 302 if role == "visitor" else 404
        assert (address, response.status_code) == (address, expected)
        assert (word in response.content.decode()) == (role in readers)


def crawl(client, code):
    """Yield (address, text) of the first MOST_PAGES pages that are linked from the start pages."""
    starts = [f"/{code}/{path}" for path in ("", "catalogue/", "my/", "teaching/")]
    waiting = [*starts, *(f"/{code}/search/?words={word}" for word in WORDS), "/sitemap.xml", "/robots.txt"]
    for number, address in enumerate(waiting):
        if number == MOST_PAGES:
            return
        response = client.get(address)
        if response.status_code == 200 and not response.streaming:
            text = response.content.decode(errors="replace")
            yield address, text
            links = (unescape(link) for link in LINK.findall(text) if not NOT_CRAWLED.search(link))
            waiting += [link for link in dict.fromkeys(links) if link not in waiting]


@pytest.mark.parametrize("role", sorted(set(ROLES) - STAFF))
def test_crawl_finds_no_word_of_a_page_that_the_role_may_not_read(world, private, role):
    """A search result repeats the search word, but nothing else of the page."""
    hidden = {word for word, readers, _address in private.addresses() if role not in readers}
    tell = re.compile("|".join(f"{word} (?:hall|in)" for word in hidden))
    pages = [page for code in CODES for page in crawl(world.clients[role], code)]
    assert len(pages) > 30
    assert [address for address, text in pages if tell.search(text)] == []


@pytest.mark.parametrize("role", ROLES)
def test_related_addresses_of_a_private_activity_are_as_private_as_its_page(world, private, role):
    """Its calendar, enrolment, recording, and the check in a free lesson."""
    client = world.clients[role]
    webinar, course = private.webinar["en"].translation_key, private.course["en"].translation_key
    check = private.lesson.body[1]
    for code in CODES:
        assert client.get(f"/{code}/activities/{webinar}/calendar.ics").status_code == 404
        for key in (webinar, course):
            assert client.get(f"/{code}/activities/{key}/enrol/").status_code in {302, 404}
        answer = client.post(f"/{code}/courses/steps/{private.lesson.translation_key}/check/{check.id}/")
        assert (answer.status_code == 404) == (role not in STAFF)
    film = client.get(private.film.url)
    assert film.status_code == (200 if role in LOGGED_IN else 404)
