"""Copies of a course for a new edition: a new activity, new steps, no enrolments."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, QuizPage
from learning.activities.models import Activity, ActivityPartner, CompletedStep, Theme
from learning.certificates.models import Award, Signatory
from tests.courses.quizzes.questions import each_type
from tests.factories import make_assignment, make_lesson, make_organisation, make_quiz, make_session

pytestmark = pytest.mark.django_db


def copy(client, course, **titles):
    return client.post(f"/admin/courses/{course.pk}/copy/", titles)


@pytest.fixture
def bilingual(course, lessons, in_spanish):
    in_spanish(course)
    for lesson in lessons[:2]:
        in_spanish(lesson)
    return course


@pytest.fixture
def copied(as_officer, bilingual):
    copy(as_officer, bilingual, title_en="Care 2027", title_es="Cuidados 2027")
    return CoursePage.objects.get(title="Care 2027")


def keys(course):
    return list(LessonPage.objects.child_of(course).order_by("path").values_list("translation_key", flat=True))


def test_copy_is_a_draft_in_every_language_with_the_given_titles(copied):
    spanish = copied.get_translations().get()
    assert (spanish.title, spanish.slug, spanish.live) == ("Cuidados 2027", "cuidados-2027", False)
    assert [page.live for page in Page.objects.descendant_of(copied, inclusive=True)] == [False] * 4
    assert [page.live for page in Page.objects.descendant_of(spanish, inclusive=True)] == [False] * 3


def test_copy_has_one_new_activity_without_enrolments(client, course, lessons, enrolment, done, officer):
    done(lessons[0])
    client.force_login(officer)
    copy(client, course, title_en="Care 2027")
    made = CoursePage.objects.get(title="Care 2027").activity
    assert Activity.objects.count() == 2
    assert (made.enrolments.count(), CompletedStep.objects.filter(enrolment__activity=made).count()) == (0, 0)
    assert course.activity.enrolments.count() == 1


def test_steps_of_copy_have_new_keys_shared_by_translations(copied, bilingual):
    assert set(keys(copied)) & set(keys(bilingual)) == set()
    spanish = copied.get_translations().get()
    assert keys(spanish) == keys(copied)[:2]
    assert all(
        page.latest_revision.as_object().translation_key == page.translation_key for page in spanish.get_children()
    )


def test_lessons_of_copy_open_at_once_without_schedule(as_officer, course, lessons):
    lesson = LessonPage.objects.get(pk=lessons[0].pk)
    lesson.opens_at = lesson.expire_at = timezone.now() + timedelta(days=3)
    lesson.is_optional = True
    lesson.save_revision().publish()
    copy(as_officer, course, title_en="Care 2027")
    made = LessonPage.objects.child_of(CoursePage.objects.get(title="Care 2027")).first()
    for page in (made, made.get_latest_revision_as_object()):
        assert (page.opens_at, page.expire_at, page.go_live_at, page.is_optional) == (None, None, None, True)


def test_activity_of_copy_keeps_rules_but_no_dates_or_sessions(as_officer, course):
    old, partner = Activity.objects.get(), make_organisation("Bogotá")
    old.capacity, old.action_line, old.expected_minutes, old.starts_on = 12, 2, 30, timezone.localdate()
    old.opens_at = timezone.now()
    old.themes.add(Theme.objects.create(code="care", name_en="Care"))
    old.save()
    ActivityPartner.objects.create(activity=old, organisation=partner, role="content")
    make_session(old)
    copy(as_officer, course, title_en="Care 2027")
    new = CoursePage.objects.get(title="Care 2027").activity
    assert (new.title, new.capacity, new.action_line, new.expected_minutes) == ("Care 2027", 12, 2, 30)
    assert [(row.organisation, row.role) for row in new.partners.all()] == [(partner, "content")]
    assert [str(theme) for theme in new.themes.all()] == ["Care"]
    assert (new.starts_on, new.opens_at, new.sessions.count(), new.status) == (None, None, 0, "planned")


def test_copy_without_title_in_a_language_is_refused(as_officer, bilingual):
    response = copy(as_officer, bilingual, title_en="Care 2027", title_es="")
    assert list(response.context["form"].errors) == ["title_es"]
    assert CoursePage.objects.count() == 2


def test_copy_with_same_title_gets_its_own_slug(as_officer, course):
    copy(as_officer, course, title_en=course.title)
    made = CoursePage.objects.exclude(pk=course.pk).get()
    assert made.slug == "care"
    copy(as_officer, course, title_en=course.title)
    assert CoursePage.objects.order_by("pk").last().slug == "care-1"


def test_unpublished_page_is_copied_from_last_saved_draft(as_officer, course):
    draft = make_lesson(course, "Soil", live=False)
    for summary in ("First thoughts.", "Roots need air."):
        draft.summary = summary
        draft.save_revision()
    copy(as_officer, course, title_en="Care 2027")
    made = LessonPage.objects.child_of(CoursePage.objects.get(title="Care 2027")).get(title="Soil")
    assert made.get_latest_revision_as_object().summary == "Roots need air."
    assert (made.revisions.count(), draft.revisions.count()) == (1, 2)


def test_wagtails_own_copy_drops_opening_dates(as_officer, course, lessons):
    lesson = LessonPage.objects.get(pk=lessons[0].pk)
    lesson.opens_at = timezone.now() + timedelta(days=3)
    lesson.save()
    made = course.copy(recursive=True, update_attrs={"slug": "again"})
    assert [page.opens_at for page in LessonPage.objects.child_of(made)] == [None] * 3


def test_quiz_of_copy_keeps_questions_and_rules_but_no_closing_date(as_officer, course):
    rules = {"purpose": "pre_test", "pass_mark": 60, "attempts": 2, "time_limit": 20, "closes_at": timezone.now()}
    old = make_quiz(course, each_type(), **rules)
    copy(as_officer, course, title_en="Care 2027")
    made = QuizPage.objects.descendant_of(CoursePage.objects.get(title="Care 2027")).get()
    assert {name: getattr(made, name) for name in rules} == {**rules, "closes_at": None}
    assert made.questions.get_prep_value() == old.questions.get_prep_value()
    assert made.translation_key != old.translation_key


def test_copy_has_the_same_assignments_without_due_date(as_officer, course):
    old = make_assignment(course.activity, is_required=True, pass_points=8, due_at=timezone.now())
    copy(as_officer, course, title_en="Care 2027")
    made = CoursePage.objects.get(title="Care 2027").activity.assignments.get()
    assert (made.title, made.instructions, made.is_required, made.pass_points) == (
        "A plan for one street",
        "<p>Write a page.</p>",
        True,
        8,
    )
    assert (made.due_at, made.submissions.count(), made.key == old.key) == (None, 0, False)
    assert [(one.title, one.points) for one in made.criteria.all()] == [("Clear", 5), ("Feasible", 10)]


def test_copy_has_the_same_certificates_and_signatories(as_officer, course):
    award = Award.objects.create(activity=course.activity, gives="completion", valid_months=24, asked_at=timezone.now())
    Signatory.objects.create(award=award, name="Ana Pérez", title="Secretary General")
    copy(as_officer, course, title_en="Care 2027")
    made = CoursePage.objects.get(title="Care 2027").activity.award
    assert (made.gives, made.valid_months, made.asked_at) == ("completion", 24, None)
    assert [(one.name, one.title) for one in made.signatories.all()] == [("Ana Pérez", "Secretary General")]
