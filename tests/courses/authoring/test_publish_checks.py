"""Publish checks: what the pages of a course lack before they are published, and where each can be fixed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from courses.authoring.publish_checks import checks_of
from courses.authoring.publish_checks.survey import CourseSurvey
from courses.models import CoursePage, LessonPage, ModulePage
from learning.activities.models import Activity, ActivityLanguage
from learning.media.models import CaptionTrack, Recording
from learning.media.recordings.publish_checks import waive
from tests.factories import make_course, make_lesson, make_user

pytestmark = pytest.mark.django_db

VTT = b"WEBVTT\n\n00:00.000 --> 00:04.000\nFirst, soil.\n"
TEXT = ("text", "<p>Roots need room.</p>")


@pytest.fixture
def empty():
    return make_course("Shade")


def film(title="Soil", seconds=60, *languages):
    made = Recording.objects.create(title=title, type="video", duration=seconds, file=ContentFile(b"film", "soil.mp4"))
    for language in languages:
        CaptionTrack.objects.create(recording=made, language=language, file=ContentFile(VTT, f"{language}.vtt"))
    return made


def told(course, officer):
    return [(gap.kind, gap.what, gap.detail) for gap in checks_of(course, officer)]


def test_complete_lesson_has_no_findings(empty, officer):
    make_lesson(empty, "Soil", body=[TEXT, ("video", {"video": film("Soil", 60, "en"), "caption": ""})])
    assert told(empty, officer) == []


def test_video_without_captions_is_reported_with_link_to_recording(empty, officer):
    video = film()
    make_lesson(empty, "Soil", body=[("video", {"video": video, "caption": ""})])
    (gap,) = checks_of(empty, officer)
    assert (gap.kind, gap.detail, gap.url) == (
        "captions",
        "“Soil” has no captions.",
        f"/admin/media/edit/{video.pk}/",
    )


def test_waived_captions_are_reported_with_person_and_reason(empty, officer, time_machine):
    video = film()
    time_machine.move_to(datetime(2026, 5, 3, 12, tzinfo=UTC))
    waive(video, make_user("marta@media.example"), "Nobody speaks in it.")
    make_lesson(empty, "Soil", body=[("video", {"video": video, "caption": ""})])
    assert told(empty, officer) == [
        (
            "captions",
            "Soil",
            "“Soil” is without captions; Marta gave as reason on 3 May 2026: Nobody speaks in it.",
        )
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_waivers_take_one_query_for_one_and_thirty(empty, officer, django_assert_num_queries, count):
    for number in range(count):
        video = film(f"Film {number}")
        waive(video, officer, "Nobody speaks in it.")
        make_lesson(empty, body=[("video", {"video": video, "caption": ""})])
    survey = CourseSurvey(officer, empty)
    assert len(survey.recordings) == count
    with django_assert_num_queries(1):
        assert len(survey.waived) == count


def test_audio_recording_takes_time_and_needs_captions(empty, officer):
    talk = film("A talk", 1800)
    make_lesson(empty, "Listen", minutes=10, body=[("audio", {"audio": talk, "caption": ""})])
    assert told(empty, officer) == [
        ("captions", "Listen", "“A talk” has no captions."),
        ("time", "Listen", "It says 10 minutes; to read and watch it takes about 30."),
    ]


def test_captions_are_required_in_language_of_page(empty, officer, in_spanish):
    lesson = make_lesson(empty, "Soil", body=[("video", {"video": film("Soil", 60, "en"), "caption": ""})])
    in_spanish(empty)
    in_spanish(lesson)
    assert told(empty, officer) == [("captions", "Soil (es)", "“Soil” has no captions in Spanish.")]


def test_picture_without_alternative_text_links_to_its_block(empty, officer):
    image = get_image_model().objects.create(title="Tree", file=get_test_image_file())
    lesson = make_lesson(
        empty,
        "Soil",
        body=[
            TEXT,
            ("image", {"image": image, "alt": "A tree", "caption": ""}),
            ("image", {"image": image, "alt": "", "caption": ""}),
        ],
    )
    (gap,) = checks_of(empty, officer)
    block = LessonPage.objects.get(pk=lesson.pk).body[2].id
    assert (gap.kind, gap.url) == ("alt", f"/admin/pages/{lesson.pk}/edit/#block-{block}-section")


def test_stated_minutes_are_compared_with_words_and_recordings(empty, officer):
    long = ("text", f"<p>{'word ' * 2000}</p>")
    make_lesson(empty, "Short", minutes=5, body=[long, ("video", {"video": film("Soil", 300, "en"), "caption": ""})])
    make_lesson(empty, "Honest", minutes=10, body=[long])
    make_lesson(empty, "None", minutes=0, body=[TEXT])
    assert told(empty, officer) == [
        ("time", "Short", "It says 5 minutes; to read and watch it takes about 15."),
        ("time", "None", "It says no minutes; to read and watch it takes about 1."),
    ]


def test_empty_lesson_is_reported(empty, officer):
    make_lesson(empty, "Soil")
    assert told(empty, officer) == [("empty", "Soil", "There is nothing in it yet.")]


def test_draft_is_checked_instead_of_published_content(empty, officer):
    lesson = make_lesson(empty, "Soil", body=[TEXT])
    lesson.body = [("video", {"video": film(), "caption": ""})]
    lesson.minutes = 0
    lesson.save_revision()
    assert [gap.kind for gap in checks_of(empty, officer)] == ["captions", "time"]


def test_missing_translation_links_to_wagtail_localizes_form(empty, officer, in_spanish):
    lesson = make_lesson(empty, "Soil", body=[TEXT])
    in_spanish(empty)
    (gap,) = checks_of(empty, officer)
    assert (gap.kind, gap.detail) == ("missing", "It isn't translated into Spanish.")
    assert gap.url == f"/admin/localize/submit/page/{lesson.pk}/"


def test_translation_into_language_of_activity_is_required(empty, officer):
    ActivityLanguage.objects.create(activity=Activity.objects.get(), code="fr")
    module = empty.add_child(instance=ModulePage(title="Roots", slug="roots"))
    assert [(gap.what, gap.kind) for gap in checks_of(empty, officer)] == [
        ("Shade", "missing"),
        (module.title, "missing"),
    ]


def test_translation_older_than_its_page_is_reported(empty, officer, in_spanish, time_machine):
    lesson = make_lesson(empty, "Soil", body=[TEXT])
    in_spanish(empty)
    spanish = in_spanish(lesson)
    time_machine.move_to(timezone.now() + timedelta(minutes=5))
    LessonPage.objects.get(pk=lesson.pk).save_revision().publish()
    (gap,) = checks_of(empty, officer)
    assert (gap.kind, gap.what, gap.url) == ("old", "Soil", f"/admin/pages/{spanish.pk}/edit/")


def test_texts_without_translation_are_counted(empty, officer, in_spanish, django_capture_on_commit_callbacks):
    lesson = make_lesson(empty, "Soil", body=[TEXT])
    in_spanish(empty)
    source, _is_new = TranslationSource.update_or_create_from_instance(lesson)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="es"))
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    (gap,) = checks_of(empty, officer)
    assert (gap.kind, gap.detail) == ("missing", "2 of its texts aren't translated into Spanish yet.")
    assert gap.url == f"/admin/pages/{lesson.get_translations().get().pk}/edit/"


class TestTheScreens:
    def test_course_view_groups_findings_by_kind(self, as_officer, empty):
        lesson = make_lesson(empty, "Soil")
        page = as_officer.get(f"/admin/courses/{empty.pk}/gaps/").content.decode()
        assert "Nothing to read (1)" in page
        assert f'<a href="/admin/pages/{lesson.pk}/edit/">Soil</a>' in page

    def test_course_without_findings_is_shown_as_ready(self, as_officer, empty):
        page = as_officer.get(f"/admin/courses/{empty.pk}/gaps/").content.decode()
        assert "Nothing is missing. It can be published." in page

    def test_publish_view_shows_number_of_findings(self, as_officer, empty):
        make_lesson(empty, "Soil", live=False)
        page = as_officer.get(f"/admin/courses/{empty.pk}/publish/").content.decode()
        assert "1 thing is lacking." in page

    def test_report_lists_all_courses_and_filters_by_kind_and_course(self, as_officer, empty):
        make_lesson(empty, "Soil")
        make_lesson(make_course("Other"), "Water", minutes=0, body=[TEXT])
        rows = as_officer.get("/admin/reports/courses/").context["object_list"]
        assert [(row.what, row.kind, row.course.title) for row in rows] == [
            ("Soil", "empty", "Shade"),
            ("Water", "time", "Other"),
        ]
        narrowed = as_officer.get("/admin/reports/courses/?kind=time").context["object_list"]
        assert [row.what for row in narrowed] == ["Water"]
        narrowed = as_officer.get(f"/admin/reports/courses/?course={empty.pk}").context["object_list"]
        assert [row.what for row in narrowed] == ["Soil"]

    def test_report_is_exported_as_csv(self, as_officer, empty):
        make_lesson(empty, "Soil")
        response = as_officer.get("/admin/reports/courses/?export=csv")
        head, row = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
        assert head == "Page,What is missing,Course,Language,Kind,Where to correct it"
        assert row.startswith("Soil,There is nothing in it yet.,Shade,English,Nothing to read,http")

    def test_report_is_in_the_menu_of_page_editors(self, client, officer, staff):
        for user, is_there in ((officer, True), (staff, False)):
            client.force_login(user)
            assert ("/admin/reports/courses/" in client.get("/admin/").content.decode()) == is_there

    @pytest.mark.parametrize("count", [1, 30])
    def test_report_takes_same_queries_for_one_lesson_and_thirty(
        self, as_officer, django_assert_num_queries, in_spanish, count
    ):
        for _number in range(max(1, count // 10)):
            course = make_course()
            in_spanish(course)
            for _lesson in range(count):
                lesson = make_lesson(course, body=[TEXT, ("video", {"video": film("Soil", 60, "es"), "caption": ""})])
                in_spanish(lesson)
                LessonPage.objects.get(pk=lesson.pk).save_revision()
        as_officer.get("/admin/reports/courses/")
        with django_assert_num_queries(21):
            as_officer.get("/admin/reports/courses/")
        as_officer.get(f"/admin/courses/{CoursePage.objects.first().pk}/gaps/")
        with django_assert_num_queries(24):
            as_officer.get(f"/admin/courses/{CoursePage.objects.first().pk}/gaps/")
