import pytest
from wagtail.models import Locale, PageViewRestriction

from courses.models import CoursePage
from tests.factories import make_course, make_lesson, make_webinar

pytestmark = pytest.mark.django_db


def translated(page, code, **fields):
    copy = page.copy_for_translation(Locale.objects.get(language_code=code))
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy


def test_each_language_has_a_home_page(client):
    assert [client.get(f"/{code}/").status_code for code in ("en", "es", "fr")] == [200, 200, 200]


def test_bare_address_redirects_to_the_browsers_language(client):
    assert client.get("/", headers={"accept-language": "fr"}).url == "/fr/"


def test_page_is_found_by_its_address(client):
    course = make_course("Care")
    assert client.get(f"/en/courses/{course.slug}/").context["page"] == course


def test_page_without_translation_is_shown_with_the_site_in_the_readers_language(client):
    course = make_course("Care")
    response = client.get(f"/es/courses/{course.slug}/")
    assert response.context["page"] == course
    assert 'lang="es"' in response.content.decode()


def test_address_of_another_language_shows_the_translation(client):
    course = make_course("Care")
    spanish = translated(course, "es", slug="cuidado", title="Cuidado")
    assert client.get(f"/es/courses/{course.slug}/").context["page"] == spanish
    assert client.get("/es/courses/cuidado/").context["page"] == spanish
    assert client.get("/en/courses/cuidado/").context["page"] == course


def test_page_below_unpublished_one_is_404(client):
    course = make_course()
    lesson = make_lesson(course)
    CoursePage.objects.get(pk=course.pk).unpublish()
    assert client.get(f"/en/courses/{course.slug}/{lesson.slug}/").status_code == 404


def test_unpublished_page_is_404_in_every_language(client):
    course = make_course(live=False)
    assert [client.get(f"/{code}/courses/{course.slug}/").status_code for code in ("en", "fr")] == [404, 404]


def test_private_page_requires_log_in_and_is_not_listed(client):
    webinar = make_webinar("Secret")
    PageViewRestriction.objects.create(page=webinar, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/en/webinars/{webinar.slug}/").status_code == 302
    assert client.get(f"/es/webinars/{webinar.slug}/").status_code == 302
    assert "Secret" not in client.get("/en/catalogue/").content.decode()


def test_changed_slug_redirects(client, django_capture_on_commit_callbacks):
    course = make_course()
    old = course.slug
    course.slug = "new-name"
    with django_capture_on_commit_callbacks(execute=True):
        course.save_revision().publish()
    assert client.get(f"/en/courses/{old}/").url == "/en/courses/new-name/"


def test_language_links_keep_the_address(client):
    course = make_course()
    assert f'href="/fr/courses/{course.slug}/"' in client.get(f"/en/courses/{course.slug}/").content.decode()


def test_log_in_page_has_the_language_of_next(client):
    page = client.get("/accounts/login/?next=/fr/my/")
    assert page["Content-Language"] == "fr"
    assert "?next=%2Fes%2Fmy%2F" in page.content.decode()
