"""Building a course on its outline page, as an officer."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from courses.models import CoursePage, LessonPage, ModulePage
from learning.activities.models import Activity
from tests.factories import make_course, make_lesson, make_user, make_webinar

pytestmark = pytest.mark.django_db


def address(course, rest="outline/"):
    return f"/admin/courses/{course.pk}/{rest}"


@pytest.fixture
def draft():
    """A course that is not published and has no pages below it."""
    return make_course("Shade", live=False)


def add(client, course, **sent):
    return client.post(address(course), {"kind": "lessonpage", "title": "Trees", "minutes": "20", **sent})


def below(course):
    return list(Page.objects.descendant_of(course).order_by("path").values_list("title", "depth"))


def test_lesson_is_added_as_draft_with_title_and_minutes(as_officer, officer, draft):
    response = add(as_officer, draft)
    lesson = LessonPage.objects.get(title="Trees")
    assert response.url == f"{address(draft)}#add"
    assert (lesson.minutes, lesson.live, lesson.owner, lesson.slug) == (20, False, officer, "trees")
    assert lesson.latest_revision.as_object().title == "Trees"


def test_module_is_added_without_minutes_and_takes_lessons(as_officer, draft):
    add(as_officer, draft, kind="modulepage", title="Roots", minutes="")
    module = ModulePage.objects.get()
    add(as_officer, draft, below=str(module.pk))
    assert below(draft) == [("Roots", 5), ("Trees", 6)]


def test_module_is_never_added_below_a_module(as_officer, draft):
    add(as_officer, draft, kind="modulepage", title="Roots")
    add(as_officer, draft, kind="modulepage", title="Crowns", below=str(ModulePage.objects.get().pk))
    assert below(draft) == [("Roots", 5), ("Crowns", 5)]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": ""}, "title"),
        ({"minutes": ""}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "many"}, "minutes"),
        ({"kind": "coursepage"}, "kind"),
        ({"below": "1"}, "below"),
    ],
)
def test_invalid_form_shows_error_and_keeps_input(as_officer, draft, sent, field):
    response = add(as_officer, draft, **sent)
    assert field in response.context["form"].errors
    assert response.context["form"].data["title"] == sent.get("title", "Trees")
    assert below(draft) == []


def test_outline_shows_minutes_state_and_translations_of_each_line(as_officer, course, lessons, in_spanish):
    in_spanish(course)
    in_spanish(lessons[0])
    lesson = LessonPage.objects.get(pk=lessons[1].pk)
    lesson.is_optional, lesson.is_free_preview, lesson.minutes = True, True, 25
    lesson.save_revision()
    add(as_officer, course, title="Draft")
    plan = as_officer.get(address(course)).context["plan"]
    told = [
        (row.title, row.minutes, str(row.state), row.is_optional, [str(tr.said) for tr in row.translations])
        for row in plan.rows
    ]
    assert told == [
        (lessons[0].title, 10, "live", False, ["translated"]),
        (lessons[1].title, 25, "live + draft", True, ["missing"]),
        (lessons[2].title, 10, "live", False, ["missing"]),
        ("Draft", 20, "draft", False, ["missing"]),
    ]
    assert plan.minutes == 40


def test_a_translation_older_than_its_page_is_out_of_date(as_officer, course, lessons, in_spanish, time_machine):
    in_spanish(course)
    in_spanish(lessons[0])
    time_machine.move_to(timezone.now() + timezone.timedelta(minutes=5))
    LessonPage.objects.get(pk=lessons[0].pk).save_revision().publish()
    row = as_officer.get(address(course)).context["plan"].rows[0]
    assert [(tr.language, tr.state) for tr in row.translations] == [("es", "old")]


def test_page_in_any_language_leads_to_same_outline(as_officer, course, lessons, in_spanish):
    spanish = in_spanish(course)
    assert as_officer.get(address(spanish)).context["course"] == course


def test_editors_of_course_and_lesson_link_to_outline(as_officer, course, lessons):
    for page in (course, lessons[0]):
        assert address(course) in as_officer.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "/outline/" not in as_officer.get(f"/admin/pages/{make_webinar().pk}/edit/").content.decode()


def test_outline_links_to_the_activity(as_officer, course):
    activity = Activity.objects.get(key=course.translation_key)
    assert f"/admin/activities/{activity.pk}/" in as_officer.get(address(course)).content.decode()


def test_page_that_is_no_course_has_no_outline(as_officer, lessons):
    for page in (make_webinar(), lessons[0]):
        assert as_officer.get(address(page)).status_code == 404


class TestWithLessThanAllPermissions:
    @pytest.fixture
    def author(self, client):
        """Client of a user who may add and edit pages, but not publish them."""
        group = Group.objects.create(name="Authors")
        user = make_user("author@example.org", "Authors")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in ("add_page", "change_page"):
            GroupPagePermission.objects.create(
                group=group, page=Page.objects.get(depth=1), permission=Permission.objects.get(codename=codename)
            )
        client.force_login(user)
        return client

    def test_an_author_adds_lessons(self, author, draft):
        add(author, draft)
        assert below(draft) == [("Trees", 5)]

    def test_an_author_neither_orders_nor_publishes(self, author, course, lessons):
        page = author.get(address(course))
        assert 'data-controller="w-orderable"' not in page.content.decode()
        assert 'name="direction"' not in page.content.decode()
        assert address(course, "publish/") not in page.content.decode()
        for rest in (f"outline/move/{lessons[0].pk}/", "publish/"):
            sent = {"direction": "down", "languages": "en", "when": "now"}
            assert author.post(address(course, rest), sent).url == "/admin/"
        assert list(LessonPage.objects.child_of(course).order_by("path")) == lessons

    def test_author_submits_course_for_approval(self, author, draft):
        add(author, draft)
        assert author.post(address(draft, "submit/"), {"languages": "en"}).url == address(draft)
        assert [page.workflow_in_progress for page in (draft, LessonPage.objects.get())] == [True, True]

    def test_outline_is_hidden_from_people_who_may_not_edit_the_course(self, as_staff, course):
        for rest in ("outline/", "preview/", "gaps/", "publish/", "submit/", "copy/"):
            assert as_staff.get(address(course, rest)).url == "/admin/"


@pytest.mark.parametrize("count", [1, 30])
def test_outline_takes_same_queries_for_one_lesson_and_thirty(as_officer, django_assert_num_queries, in_spanish, count):
    course = make_course()
    in_spanish(course)
    for _number in range(count):
        in_spanish(make_lesson(course))
    as_officer.get(address(course))
    with django_assert_num_queries(22):
        as_officer.get(address(course))


def test_new_course_page_has_activity_completed_by_steps(as_officer):
    course = make_course()
    assert as_officer.get(f"/admin/pages/{course.get_parent().pk}/").status_code == 200
    assert CoursePage.objects.get().activity.completion == "steps"
