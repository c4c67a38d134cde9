import pytest
from wagtail.models import Locale, PageViewRestriction

from tests.factories import make_course, make_lesson, make_webinar

pytestmark = pytest.mark.django_db


def found(client, words, language="en"):
    return [page.title for page, _url in client.get(f"/{language}/search/", {"words": words}).context["results"]]


def test_published_pages_are_found_by_their_words(client):
    make_course("Street trees", lead="Roots and shade")
    assert found(client, "shade") == ["Street trees"]


def test_private_pages_and_drafts_are_not_found(client):
    secret = make_webinar("Secret trees")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    make_lesson(make_course("Other", live=False), "Draft trees", live=False)
    assert found(client, "trees") == []


def test_translated_page_is_found_once_in_the_readers_language(client):
    course = make_course("Care blocks")
    spanish = course.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.title = "Care blocks en Bogotá"
    spanish.save_revision().publish()
    assert found(client, "care blocks") == ["Care blocks"]
    assert found(client, "care blocks", "es") == ["Care blocks en Bogotá"]


def test_empty_result_and_empty_search_have_different_texts(client):
    assert "Nothing found for “xyzzy”" in client.get("/en/search/?words=xyzzy").content.decode()
    assert "Nothing found" not in client.get("/en/search/").content.decode()


def test_search_words_are_escaped(client):
    page = client.get("/en/search/", {"words": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("words", ["%", "'", '"', "((", "a" * 3000, "AND OR NOT", "*", "İ", "\u202e"])
def test_odd_words_are_answered_without_error(client, words):
    assert client.get("/en/search/", {"words": words}).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_query_count_is_the_same_for_one_and_twenty_pages(as_official, django_assert_num_queries, count):
    for number in range(count):
        make_course(f"Trees {number}")
        make_webinar(f"Trees {number}")
    as_official.get("/en/search/?words=trees")  # a process reads content types once
    with django_assert_num_queries(5):
        as_official.get("/en/search/?words=trees")
