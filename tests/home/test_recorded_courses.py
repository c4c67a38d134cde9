"""Draft of a course made of a webinar's recording, in one action."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page

from courses.models import CoursePage, LessonPage
from learning.activities.models import Activity, ActivityPartner, Theme
from learning.media.models import Recording
from tests.factories import make_organisation, make_webinar
from webinars.models import WebinarPage

pytestmark = pytest.mark.django_db

SPEAKER = {"name": "Aya Koné", "job": "Gardener", "organisation": "Dakar"}


@pytest.fixture
def recording(db):
    return Recording.objects.create(title="Night", type="video", duration=601, file=ContentFile(b"film", "night.mp4"))


@pytest.fixture
def webinar(recording):
    return make_webinar(
        "Night care",
        lead="Who is awake?",
        recording=recording,
        takeaways="<p>Light helps.</p>",
        speakers=[("speaker", SPEAKER)],
    )


def make(client, webinar):
    return client.post(f"/admin/webinars/{webinar.pk}/course/")


def test_the_draft_has_a_lesson_with_recording_takeaways_and_speakers(as_officer, webinar, recording, officer):
    response = make(as_officer, webinar)
    course, lesson = CoursePage.objects.get(), LessonPage.objects.get()
    assert response.url == f"/admin/courses/{course.pk}/outline/"
    assert (course.title, course.lead, course.live, course.owner) == ("Night care", "Who is awake?", False, officer)
    assert (lesson.title, lesson.minutes, lesson.live) == ("Watch the recording", 11, False)
    blocks = {block.block_type: block.value for block in lesson.body}
    assert blocks["video"]["video"] == recording
    body = str(lesson.body)
    assert "Light helps." in body
    assert "<b>Aya Koné</b> Gardener, Dakar" in body


def test_activity_of_course_is_child_of_the_webinars_and_takes_over_its_facts(as_officer, webinar):
    activity, partner = Activity.objects.get(), make_organisation("Bogotá")
    activity.access, activity.action_line, activity.capacity = "members", 1, 12
    activity.themes.add(Theme.objects.create(code="care", name_en="Care"))
    activity.save()
    ActivityPartner.objects.create(activity=activity, organisation=partner)
    make(as_officer, webinar)
    made = CoursePage.objects.get().activity
    assert (made.kind, made.completion, made.parent, made.expected_minutes) == ("course", "steps", activity, 11)
    assert (made.access, made.action_line, made.capacity) == ("members", 1, None)
    assert [str(theme) for theme in made.themes.all()] == ["Care"]
    assert [row.organisation for row in made.partners.all()] == [partner]


def test_activity_of_course_has_no_parent_if_the_webinar_is_a_total_of_its_parts(as_officer, webinar):
    Activity.objects.update(is_aggregate=True)
    make(as_officer, webinar)
    assert CoursePage.objects.get().activity.parent is None


def test_course_is_made_in_every_language_that_has_the_recording(as_officer, webinar):
    spanish = webinar.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.title = "Cuidados de noche"
    spanish.save()
    make(as_officer, webinar)
    course, own = CoursePage.objects.order_by("pk")
    assert (own.title, own.translation_key) == ("Cuidados de noche", course.translation_key)
    assert own.get_parent().locale.language_code == "es"
    assert LessonPage.objects.values("translation_key").distinct().count() == 1
    assert Activity.objects.count() == 2


def test_second_request_redirects_to_the_existing_course(as_officer, webinar):
    first = make(as_officer, webinar)
    assert make(as_officer, webinar).url == first.url
    assert CoursePage.objects.count() == 1
    page = as_officer.get(f"/admin/webinars/{webinar.pk}/course/").content.decode()
    assert "There is a course of this recording already:" in page


def test_names_of_speakers_are_escaped(as_officer, webinar):
    webinar.speakers = [("speaker", {"name": "<script>alert(1)</script>", "job": "", "organisation": ""})]
    webinar.save()
    make(as_officer, webinar)
    assert "<script>" not in str(LessonPage.objects.get().body)


def test_get_creates_nothing(as_officer, webinar):
    page = as_officer.get(f"/admin/webinars/{webinar.pk}/course/").content.decode()
    assert "Make the course" in page
    assert not CoursePage.objects.exists()


def test_link_is_only_on_webinars_with_a_recording(as_officer, webinar):
    other = make_webinar()
    for page, is_there in ((webinar, True), (other, False)):
        editor = as_officer.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert (f"/admin/webinars/{page.pk}/course/" in editor) == is_there
    assert make(as_officer, other).status_code == 404


def test_user_without_permission_creates_nothing(as_staff, webinar):
    assert make(as_staff, webinar).url == "/admin/"
    assert not CoursePage.objects.exists()
    assert WebinarPage.objects.count() == Page.objects.type(WebinarPage).count()
