"""Soundness of the page tree when officers change a course with modules in the admin."""

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from courses.models import CoursePage, LessonPage, ModulePage
from learning.activities.pages import tree as page_tree
from tests.factories import make_course, make_lesson

pytestmark = pytest.mark.django_db

NO_PROBLEMS = ([], [], [], [], [])


@pytest.fixture
def course_with_modules():
    """A live English course: two modules with two lessons each, and one lesson beside them."""
    course = make_course("Care")
    for number in (1, 2):
        course.refresh_from_db()
        module = course.add_child(instance=ModulePage(title=f"Module {number}", slug=f"module-{number}"))
        for _lesson in range(2):
            make_lesson(module)
    make_lesson(course)
    return CoursePage.objects.get(pk=course.pk)


@pytest.fixture
def post(as_officer, django_capture_on_commit_callbacks):
    """Return a function that POSTs as an officer and runs the on-commit callbacks, as in production."""

    def send(address, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            response = as_officer.post(address, data or {})
        assert response.status_code == 302, response.content.decode()[:2000]
        return response

    return send


@pytest.fixture
def translate_course(post, course_with_modules):
    def translate():
        locales = list(Locale.objects.exclude(language_code="en").values_list("pk", flat=True))
        post(
            f"/admin/localize/submit/page/{course_with_modules.pk}/",
            {"locales": locales, "include_subtree": "on"},
        )

    return translate


def spanish_of(page):
    return Page.objects.get(translation_key=page.translation_key, locale__language_code="es").specific


def assert_tree_is_sound():
    assert Page.find_problems() == NO_PROBLEMS
    assert page_tree.find_problems() == page_tree.Problems([], [], [])


def test_translating_course_with_subtree_keeps_tree_and_leaves_drafts(course_with_modules, translate_course):
    translate_course()
    assert_tree_is_sound()
    made = Page.objects.filter(
        translation_key__in=Page.objects.descendant_of(course_with_modules, inclusive=True).values("translation_key")
    )
    made = made.exclude(locale__language_code="en")
    assert made.count() == 16
    assert not made.live().exists()


def test_tree_is_sound_after_translating_publishing_updating_copying_and_deleting(
    course_with_modules, translate_course, post
):
    translate_course()
    spanish = spanish_of(course_with_modules)
    translation = Translation.objects.get(
        source__object_id=course_with_modules.translation_key, target_locale=spanish.locale
    )
    post(f"/admin/pages/{spanish.pk}/edit/", {"action": "publish"})
    assert CoursePage.objects.get(pk=spanish.pk).live
    assert_tree_is_sound()
    post(f"/admin/courses/{course_with_modules.pk}/publish/", {"languages": ["es", "fr"], "when": "now"})
    assert Page.objects.descendant_of(spanish).live().count() == 7
    assert_tree_is_sound()
    post(f"/admin/localize/update/{translation.source_id}/", {"publish_translations": "on"})
    assert_tree_is_sound()
    post(
        f"/admin/courses/{course_with_modules.pk}/copy/",
        {"title_en": "Care 2", "title_es": "Cuidados 2", "title_fr": "Soins 2"},
    )
    assert_tree_is_sound()
    module = ModulePage.objects.child_of(spanish).first()
    post(f"/admin/pages/{module.pk}/delete/")
    assert_tree_is_sound()
    post(f"/admin/pages/{course_with_modules.pk}/delete/")
    assert_tree_is_sound()
    assert not Page.objects.filter(path__startswith=course_with_modules.path).exists()


def test_publishing_translations_on_commit_keeps_number_of_children(course_with_modules, translate_course, settings):
    """wagtail-localize publishes each parent from a state that it read before the children were added."""
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    translate_course()
    assert_tree_is_sound()


def test_saving_page_that_was_read_before_a_move_keeps_its_new_place(course_with_modules):
    module, other = ModulePage.objects.child_of(course_with_modules).order_by("path")
    lesson = LessonPage.objects.child_of(module).first()
    stale_lesson, stale_module = (LessonPage.objects.get(pk=lesson.pk), ModulePage.objects.get(pk=module.pk))
    lesson.move(other, pos="last-child")
    stale_module.title = "Renamed"
    stale_module.save()
    stale_lesson.title = "Read before"
    stale_lesson.save()
    assert_tree_is_sound()
    saved = LessonPage.objects.get(pk=lesson.pk)
    assert (saved.title, saved.url_path) == ("Read before", f"{other.url_path}{lesson.slug}/")
    assert saved.get_parent().pk == other.pk


class TestRepairing:
    def test_tick_corrects_number_of_children_and_depth(self, course_with_modules, capsys):
        module = ModulePage.objects.child_of(course_with_modules).first()
        Page.objects.filter(pk=course_with_modules.pk).update(numchild=0)
        Page.objects.filter(pk=module.pk).update(depth=9)
        assert page_tree.find_problems() == page_tree.Problems([], [module.pk], [course_with_modules.pk])
        call_command("tick")
        assert "Repaired 2 pages in the page tree." in capsys.readouterr().out
        assert_tree_is_sound()

    def test_tick_names_pages_without_parent_and_deletes_nothing(self, course_with_modules, capsys):
        module = ModulePage.objects.child_of(course_with_modules).first()
        lessons = list(LessonPage.objects.child_of(module).order_by("path").values_list("pk", flat=True))
        orphan(module)
        call_command("tick")
        assert f"Pages without a parent: {lessons[0]}, {lessons[1]}." in capsys.readouterr().out
        assert Page.objects.filter(pk__in=lessons).count() == 2

    def test_tick_prints_nothing_for_sound_tree(self, course_with_modules, capsys):
        call_command("tick")
        assert "page tree" not in capsys.readouterr().out

    def test_check_takes_one_query(self, course_with_modules, django_assert_num_queries):
        with django_assert_num_queries(1):
            page_tree.find_problems()


def orphan(page):
    """Delete the row of `page` as treebeard does for a page that says it has no children."""
    Page.objects.filter(pk=page.pk).update(numchild=0)
    type(page).objects.get(pk=page.pk).delete()


class TestCopying:
    @pytest.fixture
    def copy(self, as_officer):
        return lambda course: as_officer.post(f"/admin/courses/{course.pk}/copy/", {"title_en": "Care 2"})

    def test_course_with_wrong_number_of_children_is_repaired_and_copied(self, course_with_modules, copy):
        Page.objects.filter(path__startswith=course_with_modules.path).update(numchild=0)
        assert copy(course_with_modules).status_code == 302
        assert CoursePage.objects.get(title="Care 2").get_descendants().count() == 7
        assert_tree_is_sound()

    def test_copy_is_refused_while_pages_have_no_parent(self, course_with_modules, copy):
        last = make_course("Trees", lessons=2)
        orphan(last)
        response = copy(course_with_modules)
        assert response.status_code == 200
        (told,) = response.context["form"].non_field_errors()
        assert told.startswith("The course was not copied: 2 pages have lost the page above them")
        assert not CoursePage.objects.filter(title="Care 2").exists()


class TestCountingTexts:
    def said(self, client, course):
        rows = client.get(f"/admin/courses/{course.pk}/outline/").context["plan"].rows
        return {row.title: [str(tr.said) for tr in row.translations if tr.language == "es"] for row in rows}

    def test_page_with_texts_of_its_source_is_not_shown_as_translated(
        self, as_officer, translate_course, course_with_modules
    ):
        translate_course()
        spanish = spanish_of(course_with_modules)
        Page.objects.descendant_of(spanish, inclusive=True).update(live=True)
        lesson = LessonPage.objects.child_of(course_with_modules).get()
        told = self.said(as_officer, course_with_modules)
        assert told["Module 1"] == ["1 text not translated"]
        assert told[lesson.title] == ["1 text not translated"]

    def test_page_is_shown_as_translated_once_every_text_is(self, as_officer, translate_course, course_with_modules):
        translate_course()
        lesson = LessonPage.objects.child_of(course_with_modules).get()
        Page.objects.filter(pk=spanish_of(lesson).pk).update(live=True)
        source = TranslationSource.objects.get(object_id=lesson.translation_key)
        for segment in source.stringsegment_set.exclude(context__path="slug"):
            StringTranslation.objects.create(
                translation_of=segment.string,
                context=segment.context,
                locale=spanish_of(lesson).locale,
                data="Lección",
            )
        assert self.said(as_officer, course_with_modules)[lesson.title] == ["translated"]

    def test_language_with_untranslated_texts_is_not_selected_initially(
        self, as_officer, translate_course, course_with_modules
    ):
        translate_course()
        form = as_officer.get(f"/admin/courses/{course_with_modules.pk}/publish/").context["form"]
        assert form["languages"].initial == []
        labels = dict(form.fields["languages"].choices)
        assert labels["en"] == "English (0 to publish)"
        assert labels["es"] == "Spanish (8 to publish) · 8 texts not translated"
