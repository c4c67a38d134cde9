"""Order of a course: the same in all languages, whichever is changed."""

import pytest
from wagtail.models import Page

from courses.models import LessonPage, ModulePage
from tests.factories import make_course, make_lesson

pytestmark = pytest.mark.django_db


def make_module(course, title):
    course.refresh_from_db()
    return course.add_child(instance=ModulePage(title=title, slug=title.lower()))


@pytest.fixture
def modular():
    """A course with lesson One, module Alpha with Two and Three, and module Beta with Four."""
    course = make_course("Modular")
    make_lesson(course, "One")
    alpha = make_module(course, "Alpha")
    make_lesson(alpha, "Two")
    make_lesson(alpha, "Three")
    make_lesson(make_module(course, "Beta"), "Four")
    return course


def order(course):
    """Return the order of the course as in "One Alpha(Two Three) Beta(Four)"."""
    told = []
    for page in Page.objects.child_of(Page.objects.get(pk=course.pk)).order_by("path"):
        own = " ".join(child.title for child in page.get_children().order_by("path"))
        told.append(f"{page.title}({own})" if page.specific_class is ModulePage else page.title)
    return " ".join(told)


def press(client, course, title, direction):
    page = Page.objects.get(title=title, locale__language_code="en")
    return client.post(f"/admin/courses/{course.pk}/outline/move/{page.pk}/", {"direction": direction})


def drop(client, course, title, position):
    page = Page.objects.get(title=title, locale__language_code="en")
    return client.post(f"/admin/courses/{course.pk}/outline/move/{page.pk}/?position={position}")


@pytest.mark.parametrize(
    ("title", "direction", "after"),
    [
        ("Three", "up", "One Alpha(Three Two) Beta(Four)"),
        ("Two", "down", "One Alpha(Three Two) Beta(Four)"),
        ("Two", "up", "One Two Alpha(Three) Beta(Four)"),
        ("Three", "down", "One Alpha(Two) Beta(Three Four)"),
        ("Four", "up", "One Alpha(Two Three Four) Beta()"),
        ("Four", "down", "One Alpha(Two Three) Beta() Four"),
        ("One", "down", "Alpha(One Two Three) Beta(Four)"),
        ("One", "up", "One Alpha(Two Three) Beta(Four)"),
        ("Beta", "up", "One Beta(Four) Alpha(Two Three)"),
        ("Alpha", "up", "Alpha(Two Three) One Beta(Four)"),
        ("Beta", "down", "One Alpha(Two Three) Beta(Four)"),
    ],
)
def test_button_moves_page_one_place_in_and_out_of_modules(as_officer, modular, title, direction, after):
    page = Page.objects.get(title=title)
    response = press(as_officer, modular, title, direction)
    assert response.url == f"/admin/courses/{modular.pk}/outline/#page-{page.pk}"
    assert order(modular) == after


@pytest.mark.parametrize(
    ("title", "position", "after"),
    [
        ("Beta", 0, "Beta(Four) One Alpha(Two Three)"),
        ("One", 2, "Alpha(Two Three) Beta(Four) One"),
        ("One", 99, "Alpha(Two Three) Beta(Four) One"),
        ("Three", 0, "One Alpha(Three Two) Beta(Four)"),
        ("Four", 0, "One Alpha(Two Three) Beta(Four)"),
    ],
)
def test_dragging_moves_page_to_position_among_siblings(as_officer, modular, title, position, after):
    assert drop(as_officer, modular, title, position).status_code == 204
    assert order(modular) == after


def test_translations_follow_order_of_main_language(as_officer, modular, in_spanish):
    in_spanish(modular)
    for page in Page.objects.descendant_of(modular).order_by("path").specific():
        in_spanish(page)
    spanish = modular.get_translations().get()
    press(as_officer, modular, "Four", "up")
    drop(as_officer, modular, "Alpha", 0)
    assert order(spanish) == "Alpha (es)(Two (es) Three (es) Four (es)) One (es) Beta (es)()"
    path = LessonPage.objects.get(title="Four (es)").url_path
    assert path == f"/home-es/courses/{spanish.slug}/alpha/{LessonPage.objects.get(title='Four (es)').slug}/"


def test_moving_translation_in_wagtails_listing_orders_main_language_too(course, lessons, in_spanish):
    spanish = in_spanish(course)
    own = [in_spanish(lesson) for lesson in lessons]
    Page.objects.get(pk=own[2].pk).move(Page.objects.get(pk=own[0].pk), pos="left")
    assert order(course) == " ".join(lessons[number].title for number in (2, 0, 1))
    assert order(spanish) == " ".join(f"{lessons[number].title} (es)" for number in (2, 0, 1))


def test_page_that_only_a_translation_has_stays_at_end(as_officer, course, lessons, in_spanish):
    spanish = in_spanish(course)
    in_spanish(lessons[1])
    make_lesson(spanish, "Solo")
    in_spanish(lessons[0])
    press(as_officer, course, lessons[0].title, "up")
    press(as_officer, course, lessons[2].title, "up")
    assert order(spanish) == f"{lessons[0].title} (es) {lessons[1].title} (es) Solo"


def test_move_into_module_with_same_slug_is_refused(as_officer, modular):
    Page.objects.filter(title="Four").update(slug="three")
    Page.objects.filter(title="Three").update(slug="three")
    press(as_officer, modular, "Four", "up")
    assert order(modular) == "One Alpha(Two Three) Beta(Four)"
    shown = as_officer.get(f"/admin/courses/{modular.pk}/outline/").content.decode()
    assert "There is another page with the address “three” in that module." in shown


@pytest.mark.parametrize("sent", [{}, {"direction": "sideways"}])
def test_invalid_direction_or_position_is_refused(as_officer, modular, sent):
    page = Page.objects.get(title="One")
    url = f"/admin/courses/{modular.pk}/outline/move/{page.pk}/"
    assert as_officer.post(url, sent).status_code == 400
    assert as_officer.post(f"{url}?position=-1").status_code == 400
    assert order(modular) == "One Alpha(Two Three) Beta(Four)"


def test_lesson_of_another_course_is_not_found(as_officer, modular):
    other = make_lesson(make_course())
    url = f"/admin/courses/{modular.pk}/outline/move/{other.pk}/"
    assert as_officer.post(url, {"direction": "up"}).status_code == 404
    assert as_officer.get(url).status_code == 405
