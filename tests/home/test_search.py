import pytest
from wagtail.models import Locale, PageViewRestriction

from tests.factories import make_course, make_lesson, make_webinar

pytestmark = pytest.mark.django_db


def found(client, words, language="en"):
    return [page.title for page, _url in client.get(f"/{language}/search/", {"words": words}).context["results"]]


def test_it_finds_published_pages_by_their_words(client):
    make_course("Street trees", lead="Roots and shade")
    assert found(client, "shade") == ["Street trees"]


def test_it_shows_nothing_private_and_no_draft(client):
    secret = make_webinar("Secret trees")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    make_lesson(make_course("Other", live=False), "Draft trees", live=False)
    assert found(client, "trees") == []


def test_a_page_is_found_once_and_in_the_readers_language(client):
    course = make_course("Care blocks")
    spanish = course.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.title = "Care blocks en Bogotá"
    spanish.save_revision().publish()
    assert found(client, "care blocks") == ["Care blocks"]
    assert found(client, "care blocks", "es") == ["Care blocks en Bogotá"]


def test_nothing_found_and_nothing_asked_have_their_own_words(client):
    assert "Nothing found for “xyzzy”" in client.get("/en/search/?words=xyzzy").content.decode()
    assert "Nothing found" not in client.get("/en/search/").content.decode()


def test_what_was_asked_is_escaped(client):
    page = client.get("/en/search/", {"words": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("words", ["%", "'", '"', "((", "a" * 3000, "AND OR NOT", "*", "İ", "\u202e"])
def test_odd_words_find_nothing_and_break_nothing(client, words):
    assert client.get("/en/search/", {"words": words}).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_the_same_queries_for_one_page_and_for_twenty(as_official, django_assert_num_queries, count):
    for number in range(count):
        make_course(f"Trees {number}")
        make_webinar(f"Trees {number}")
    as_official.get("/en/search/?words=trees")  # a process reads content types once
    with django_assert_num_queries(5):
        as_official.get("/en/search/?words=trees")
