"""Translation with wagtail-localize, as officers use it from the page editor."""

import pytest
from django.test import TestCase
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from courses.models import CoursePage, LessonPage
from learning.activities.models import Activity
from tests.factories import make_course, make_lesson

pytestmark = pytest.mark.django_db

BODY = [
    ("heading", "Roots"),
    ("text", "<p>Water <b>slowly</b>.</p>"),
    ("callout", {"tone": "try", "title": "Try it", "text": "<p>Walk one street.</p>"}),
    ("table", {"data": [["Year", "Trees"], ["2024", "12"]], "cell": [], "first_row_is_table_header": True}),
    ("reveal", {"question": "Why?", "answer": "<p>Because.</p>"}),
]


def translate(page, words):
    """Translate `page` into Spanish by `words` {English: Spanish}, publish the translation, and return it."""
    spanish = Locale.objects.get(language_code="es")
    source, _is_new = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=spanish)
    for segment in source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string, context=segment.context, locale=spanish, data=words[segment.string.data]
            )
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return page.get_translation(spanish)


@pytest.fixture
def course():
    return make_course("Trees", lead="Shade for all")


def test_translated_course_shares_the_activity(course):
    spanish = translate(course, {"Trees": "Árboles", "Shade for all": "Sombra para todos"})
    assert (spanish.title, spanish.lead) == ("Árboles", "Sombra para todos")
    assert spanish.activity == course.activity
    assert Activity.objects.count() == 1


def test_every_kind_of_block_is_translatable(course):
    lesson = make_lesson(course, "Roots", body=BODY)
    translate(course, {})
    words = {
        "Roots": "Raíces",
        "Water <b>slowly</b>.": "Riegue <b>despacio</b>.",
        "Walk one street.": "Recorra una calle.",
        "Why?": "¿Por qué?",
        "Trees": "Árboles",
    }
    spanish = translate(lesson, words)
    body = str(spanish.body)
    assert all(
        text in body for text in ("Raíces", "Riegue <b>despacio</b>", "Recorra una calle", "¿Por qué?", "Árboles")
    )
    assert LessonPage.objects.filter(translation_key=lesson.translation_key).count() == 2


def test_lesson_keeps_its_minutes_in_every_language(course):
    lesson = make_lesson(course, minutes=25)
    translate(course, {})
    assert translate(lesson, {}).minutes == 25


def test_translated_page_is_found_below_its_own_index(course, client):
    translate(course, {"Trees": "Árboles"})
    spanish = CoursePage.objects.get(locale__language_code="es")
    assert spanish.get_parent().specific.title == "Cursos"
    assert client.get(f"/es/courses/{spanish.slug}/").context["page"] == spanish
