import pytest
from wagtail.models import Locale

from courses.models import LessonPage
from tests.factories import make_course, make_enrolment


@pytest.fixture
def course():
    """A course with three lessons of ten minutes."""
    return make_course("Care", lessons=3)


@pytest.fixture
def lessons(course):
    return list(LessonPage.objects.child_of(course).order_by("path"))


@pytest.fixture
def enrolment(course, official):
    return make_enrolment(course.activity, official.person)


@pytest.fixture
def done(as_official, enrolment):
    """Return a function that marks lessons as done with the learner's form."""

    def mark(*lessons, language="en"):
        for lesson in lessons:
            response = as_official.post(f"/{language}/courses/steps/{lesson.translation_key}/done/")
        enrolment.refresh_from_db()
        return response

    return mark


@pytest.fixture
def in_spanish():
    """Return a function that makes a page's live Spanish translation, with a title of its own."""

    def translate(page):
        copy = page.copy_for_translation(Locale.objects.get(language_code="es"))
        copy.title = f"{page.title} (es)"
        copy.save_revision().publish()
        return type(page).objects.get(pk=copy.pk)

    return translate
