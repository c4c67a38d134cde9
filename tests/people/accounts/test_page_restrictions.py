"""A private page is private in all its languages, whichever of them was made private."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Page, PageViewRestriction

from courses.models import CoursePage, LessonPage
from tests.courses.quizzes.questions import question
from tests.factories import make_course, make_enrolment, make_private, make_quiz, make_translation, make_webinar

pytestmark = pytest.mark.django_db

LOGIN, GROUPS = PageViewRestriction.LOGIN, PageViewRestriction.GROUPS


def restrictions(page):
    """[(kind, names of its groups)] of the page's own."""
    return [
        (one.restriction_type, sorted(one.groups.values_list("name", flat=True)))
        for one in PageViewRestriction.objects.filter(page_id=page.pk)
    ]


@pytest.fixture
def english():
    return make_webinar("Secret")


@pytest.fixture
def spanish(english):
    return make_translation(english, "es")


@pytest.mark.parametrize("first", ["english", "spanish"])
def test_restriction_set_on_one_language_holds_for_the_other(request, client, english, spanish, first):
    make_private(request.getfixturevalue(first))
    for code in ("en", "es", "fr"):
        for page in (english, spanish):
            assert client.get(f"/{code}/webinars/{page.slug}/").status_code == 302
        assert "Secret" not in client.get(f"/{code}/catalogue/").content.decode()
        assert client.get(f"/{code}/search/", {"words": "Secret"}).context["results"] == []


def test_restriction_set_in_the_editor_holds_for_all_languages(as_officer, english, spanish):
    form = {"restriction_type": GROUPS, "groups": [Group.objects.get(name="Learning officers").pk]}
    as_officer.post(f"/admin/pages/{spanish.pk}/privacy/", form)
    assert restrictions(english) == restrictions(spanish) == [(GROUPS, ["Learning officers"])]
    as_officer.post(f"/admin/pages/{english.pk}/privacy/", {"restriction_type": LOGIN, "groups": []})
    assert [kind for kind, _groups in restrictions(spanish)] == [LOGIN]
    as_officer.post(f"/admin/pages/{english.pk}/privacy/", {"restriction_type": "none", "groups": []})
    assert restrictions(english) == restrictions(spanish) == []


def test_new_translation_of_private_page_is_private(english):
    make_private(english, "Reporting staff")
    assert restrictions(make_translation(english, "es")) == [(GROUPS, ["Reporting staff"])]
    assert restrictions(make_translation(english, "fr")) == [(GROUPS, ["Reporting staff"])]
    assert restrictions(english) == [(GROUPS, ["Reporting staff"])]


def test_alias_of_private_page_is_private_and_becomes_public_with_it(english):
    restriction = make_private(english, "Reporting staff")
    alias = english.create_alias(update_slug="alias")
    assert restrictions(alias) == restrictions(english) == [(GROUPS, ["Reporting staff"])]
    restriction.delete()
    assert restrictions(alias) == []


def test_groups_changed_on_one_language_change_on_the_other(english, spanish):
    restriction = make_private(english, "Reporting staff")
    restriction.groups.add(Group.objects.get(name="Learning officers"))
    assert restrictions(spanish) == [(GROUPS, ["Learning officers", "Reporting staff"])]


def test_deleting_private_translation_leaves_the_others_private(english, spanish):
    make_private(english)
    Page.objects.get(pk=spanish.pk).delete()
    assert [kind for kind, _groups in restrictions(english)] == [LOGIN]


def test_restriction_on_parent_holds_for_lessons_in_all_languages(client):
    course = make_course("Care", lessons=1)
    lesson = LessonPage.objects.child_of(course).get()
    LessonPage.objects.filter(pk=lesson.pk).update(is_free_preview=True)
    spanish, spanish_lesson = make_translation(course, "es"), make_translation(lesson, "es")
    make_private(course)
    assert client.get(f"/es/courses/{spanish.slug}/{spanish_lesson.slug}/").status_code == 302
    assert client.get(f"/en/courses/{course.slug}/{lesson.slug}/").status_code == 302


def test_learner_outside_the_groups_cannot_work_on_a_private_course(client, official):
    """The addresses that take what learners do are as private as the pages."""
    course = make_course("Care", lessons=1)
    lesson = LessonPage.objects.child_of(course).get()
    quiz = make_quiz(course, [question("one_choice")])
    spanish = make_translation(course, "es")
    make_enrolment(course.activity, official.person)
    client.force_login(official)
    done = f"/es/courses/steps/{lesson.translation_key}/done/"
    begin = f"/en/courses/steps/{quiz.translation_key}/begin/"
    attempt = client.post(begin).url
    make_private(spanish, "Reporting staff")
    assert [client.post(address).status_code for address in (done, begin)] == [404, 404]
    assert client.get(attempt).status_code == 404
    PageViewRestriction.objects.get(page_id=course.pk).groups.add(Group.objects.create(name="Guests"))
    official.groups.add(Group.objects.get(name="Guests"))
    assert client.post(done).status_code == 302
    assert client.get(attempt).status_code == 200


def test_copied_course_is_as_private_as_the_old_one_page_by_page(as_officer):
    course = make_course("Care", lessons=2)
    _first, second = LessonPage.objects.child_of(course).order_by("path")
    make_private(course)
    make_private(second, "Reporting staff")
    as_officer.post(f"/admin/courses/{course.pk}/copy/", {"title_en": "Care 2"})
    made = CoursePage.objects.get(title="Care 2")
    new_first, new_second = LessonPage.objects.child_of(made).order_by("path")
    assert [restrictions(page) for page in (made, new_first, new_second)] == [
        [(LOGIN, [])],
        [],
        [(GROUPS, ["Reporting staff"])],
    ]


def test_migration_makes_translations_as_private_as_the_strictest(english, spanish):
    french = make_translation(english, "fr")
    staff = Group.objects.get(name="Reporting staff")
    PageViewRestriction.objects.bulk_create(
        [
            PageViewRestriction(page=english, restriction_type=LOGIN),
            PageViewRestriction(page=spanish, restriction_type=GROUPS),
        ]
    )
    through = PageViewRestriction.groups.through
    row = PageViewRestriction.objects.get(page_id=spanish.pk)
    through.objects.bulk_create([through(pageviewrestriction_id=row.pk, group_id=staff.pk)])
    (migration,) = [
        one for key, one in MigrationLoader(None).disk_migrations.items() if key[1].endswith("share_view_restrictions")
    ]
    migration.operations[0].code(apps, None)
    for page in (english, spanish, french):
        assert restrictions(page) == [(GROUPS, ["Reporting staff"])]
