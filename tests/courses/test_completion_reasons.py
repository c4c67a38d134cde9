"""Reasons why a course is not completed yet, and changes since its reader enrolled."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import LessonPage, ModulePage, QuizPage
from learning.activities import activity_edit
from learning.activities.completion import actions as completion_actions
from learning.activities.completion.explanation import Case, Changed, MissingRequirement
from learning.activities.completion.reasons import rules_changed
from learning.activities.models import Activity, Enrolment
from tests.courses.quizzes.questions import question
from tests.factories import make_course, make_enrolment, make_lesson, make_person, make_quiz

pytestmark = pytest.mark.django_db
RULE = "It is completed by doing each of its lessons; a quiz counts as one."


@pytest.fixture(autouse=True)
def enrolled_for_a_day(course, lessons, enrolment):
    """Make the lessons older than the enrolment, and the enrolment older than all changes in a test."""
    now = timezone.now()
    LessonPage.objects.update(first_published_at=now - timedelta(days=2))
    Enrolment.objects.update(enrolled_at=now - timedelta(days=1))
    enrolment.refresh_from_db()


@pytest.fixture
def explained(as_official, course):
    def read(language="en"):
        return as_official.get(f"/{language}/courses/{course.slug}/").context["explanation"]

    return read


@pytest.fixture
def added(course):
    def add(title="Soil"):
        lesson = make_lesson(course, title)
        LessonPage.objects.filter(pk=lesson.pk).update(first_published_at=timezone.now())
        return lesson

    return add


@pytest.fixture
def removed(django_capture_on_commit_callbacks):
    def remove(page, how="delete"):
        with django_capture_on_commit_callbacks(execute=True):
            getattr(type(page).objects.get(pk=page.pk), how)()

    return remove


def texts(explanation):
    return [reason.text for reason in explanation.missing], [change.text for change in explanation.changes]


def test_remaining_lessons_are_counted_and_linked(course, lessons, done, explained):
    done(lessons[0])
    explanation = explained()
    (missing,) = explanation.missing
    assert missing == MissingRequirement(
        "lessons",
        "2 lessons are still to do, about 20 min. Each counts once you press “Mark as done” at its end.",
        tuple(
            (f"{number}. {lesson.title}", f"/en/courses/{course.slug}/{lesson.slug}/")
            for number, lesson in enumerate(lessons[1:], 2)
        ),
    )
    assert (explanation.rule, explanation.changes) == (RULE, [])


def test_course_page_shows_missing_requirements(as_official, course, lessons):
    page = as_official.get(f"/en/courses/{course.slug}/").content.decode()
    assert "What is still missing" in page
    assert "3 lessons are still to do" in page
    assert "Changed since you enrolled" not in page


def test_only_the_next_six_of_many_lessons_are_linked(course, explained):
    for _number in range(9):
        make_lesson(course)
    LessonPage.objects.update(first_published_at=timezone.now() - timedelta(days=2))
    (missing,) = explained().missing
    assert [words.partition(".")[0] for words, _url in missing.links] == ["1", "2", "3", "4", "5", "6"]


def test_visitor_and_person_without_place_get_no_explanation(as_official, course):
    address = f"/en/courses/{course.slug}/"
    assert Client().get(address).context["explanation"] is None
    Enrolment.objects.update(person=make_person())
    assert as_official.get(address).context["explanation"] is None


def test_trainer_gets_no_explanation(explained):
    Enrolment.objects.update(role="trainer")
    assert explained() is None


def test_lesson_added_later_is_reported_and_not_required(course, added, explained):
    new = added("Soil")
    missing, changes = texts(explained())
    assert changes == ["Lesson 4, “Soil”, was added. It asks nothing of you: read it if you like."]
    assert missing[0].startswith("3 lessons are still to do")
    assert explained().changes[0].url == f"/en/courses/{course.slug}/{new.slug}/"


def test_quiz_added_later_is_reported_and_not_required(course, explained):
    make_quiz(course, [question("true_false")], "What you know")
    QuizPage.objects.update(first_published_at=timezone.now())
    missing, changes = texts(explained())
    assert changes == ["A quiz, “What you know”, was added. It asks nothing of you: take it if you like."]
    assert len(missing) == 1


def test_lessons_are_required_and_not_reported_if_enrolment_is_older_than_all(explained):
    LessonPage.objects.update(first_published_at=timezone.now())
    missing, changes = texts(explained())
    assert changes == []
    assert missing[0].startswith("3 lessons are still to do")


@pytest.mark.parametrize("how", ["delete", "unpublish"])
def test_removed_lesson_is_reported(lessons, removed, explained, how):
    removed(lessons[1], how)
    missing, changes = texts(explained())
    assert changes == [f"“{lessons[1].title}” was taken out: it is no longer asked of you."]
    assert missing[0].startswith("2 lessons are still to do")


def test_removed_lesson_that_was_done_stays_in_the_record(lessons, done, removed, explained):
    done(lessons[1])
    removed(lessons[1])
    assert texts(explained())[1] == [
        f"“{lessons[1].title}” was taken out. That you did it stays in your record.",
    ]


@pytest.mark.parametrize("in_module", [False, True])
def test_removed_quiz_is_reported(course, removed, explained, in_module):
    course.refresh_from_db()
    parent = course.add_child(instance=ModulePage(title="Module", slug="module")) if in_module else course
    quiz = make_quiz(parent, [question("true_false")], "What you know")
    QuizPage.objects.update(first_published_at=timezone.now() - timedelta(days=2))
    removed(parent if in_module else quiz)
    assert texts(explained())[1] == ["“What you know” was taken out: it is no longer asked of you."]


def test_republished_lesson_is_not_reported(lessons, removed, explained):
    removed(lessons[1], "unpublish")
    LessonPage.objects.get(pk=lessons[1].pk).save_revision().publish()
    assert texts(explained())[1] == []


def test_lesson_unpublished_and_then_deleted_is_reported_once(lessons, removed, explained):
    removed(lessons[1], "unpublish")
    removed(lessons[1])
    assert len(explained().changes) == 1


def test_deleted_draft_is_not_reported(course, removed, explained):
    removed(make_lesson(course, live=False))
    assert explained().changes == []


def test_lesson_added_and_removed_since_enrolment_is_not_reported(added, removed, explained):
    removed(added())
    assert explained().changes == []


def test_removed_module_reports_its_lessons(course, removed, explained):
    course.refresh_from_db()
    module = course.add_child(instance=ModulePage(title="Module", slug="module"))
    lesson = make_lesson(module, "In it")
    LessonPage.objects.filter(pk=lesson.pk).update(first_published_at=timezone.now() - timedelta(days=2))
    removed(module, "unpublish")
    assert texts(explained())[1] == ["“In it” was taken out: it is no longer asked of you."]


def test_step_is_named_in_the_readers_language(course, lessons, in_spanish, removed, explained):
    in_spanish(course)
    spanish = in_spanish(lessons[1])
    removed(spanish)
    assert explained("es").changes == []
    removed(lessons[1])
    (spanish_change,), (english_change,) = explained("es").changes, explained().changes
    assert spanish.title in spanish_change.text
    assert f"“{lessons[1].title}”" in english_change.text


def change_rules(course, **rules):
    def save():
        Activity.objects.filter(key=course.translation_key).update(**rules)

    activity_edit.apply_edit(course.activity, save)


def test_changed_rules_are_reported_with_the_old_ones(course, explained):
    change_rules(course, completion="attendance", attendance_share=80)
    change_rules(course, completion="officer")
    explanation = explained()
    assert explanation.rule == "It is completed when a learning officer confirms it: there is nothing to press."
    assert texts(explanation) == (
        [],
        [f"What completes it was changed. {explanation.rule} Before, it said: “{RULE}”"],
    )


def test_rules_changed_back_are_not_reported(course, explained):
    change_rules(course, completion="officer")
    change_rules(course, completion="steps")
    assert explained().changes == []


def test_edit_in_stale_form_keeps_recorded_changes(course, lessons, removed, explained):
    stale = course.activity
    removed(lessons[1])
    stale.title = "Care, newly titled"
    activity_edit.apply_edit(stale, stale.save)
    assert len(explained().changes) == 1


def test_changes_before_enrolment_are_not_reported(course, lessons, removed, explained):
    removed(lessons[1])
    change_rules(course, completion="officer")
    Enrolment.objects.update(enrolled_at=timezone.now())
    assert explained().changes == []


def test_completed_learner_misses_nothing_after_a_lesson_is_added(lessons, done, added, explained):
    done(*lessons)
    assert explained().missing == []
    assert not explained()
    added()
    explanation = explained()
    assert (explanation.rule, explanation.missing) == ("", [])
    assert len(explanation.changes) == 1


def test_confirmation_by_officer_leaves_nothing_missing(enrolment, explained):
    completion_actions.mark_complete(enrolment)
    assert not explained()


def test_changed_rules_are_a_change_after_enrolment(course, enrolment):
    change_rules(course, completion="officer")
    (change,) = rules_changed(Case(Activity.objects.get(pk=course.activity.pk), enrolment))
    assert isinstance(change, Changed)
    assert change.at > enrolment.enrolled_at


def test_course_without_lessons_requires_nothing_yet(as_official, official):
    course = make_course()
    make_enrolment(course.activity, official.person)
    (missing,) = as_official.get(f"/en/courses/{course.slug}/").context["explanation"].missing
    assert missing.text == "Its lessons are being written: nothing is asked of you yet."
