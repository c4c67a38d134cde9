"""Publish check of pages with recordings without captions, in all ways of publishing."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import LessonPage
from learning.media.models import CaptionTrack, CaptionWaiver
from learning.media.recordings.publish_checks import Uncaptioned, waive, waived, waiver_in_words
from learning.people.models import AuditEntry
from tests.factories import make_course, make_lesson, make_user, make_webinar
from webinars.models import WebinarPage

from ..films import VTT, make_film

pytestmark = pytest.mark.django_db
TOLD = "A recording on this page has no captions: Trees."
COMMENTS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}


@pytest.fixture
def film(db):
    return make_film(captions=False)


@pytest.fixture
def webinar():
    page = make_webinar("Street trees")
    page.unpublish()
    return WebinarPage.objects.get(pk=page.pk)


def edit(client, page, **fields):
    common = {"title": page.title, "slug": page.slug, "comments": COMMENTS, "go_live_at": "", "expire_at": ""}
    own = (
        {"lead": "", "intro": rich_text(""), "takeaways": rich_text(""), "speakers": streamfield([]), "picture": ""}
        if isinstance(page, WebinarPage)
        else {"minutes": 5, "summary": "", "sources": streamfield([])}
    )
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data({**common, **own, **fields})
    )


def publish(client, page, **fields):
    return edit(client, page, **{"action-publish": "Publish", **fields})


def test_form_requires_captions_or_a_reason(as_officer, webinar, film):
    answer = publish(as_officer, webinar, recording=film.pk)
    assert answer.status_code == 200
    assert TOLD in answer.content.decode()
    assert "Publish without captions, because" in answer.content.decode()
    webinar.refresh_from_db()
    assert webinar.live is False
    assert not CaptionWaiver.objects.exists()


def test_page_with_captions_is_published(as_officer, webinar):
    assert publish(as_officer, webinar, recording=make_film().pk).status_code == 302
    webinar.refresh_from_db()
    assert webinar.live is True


def test_page_with_reason_is_published_and_the_reason_is_stored(as_officer, officer, webinar, film):
    reason = "A silent film of trees."
    assert publish(as_officer, webinar, recording=film.pk, without_captions_because=reason).status_code == 302
    webinar.refresh_from_db()
    assert webinar.live is True
    assert [(waiver.recording, waiver.by, waiver.reason) for waiver in CaptionWaiver.objects.all()] == [
        (film, officer, reason)
    ]
    entry = AuditEntry.objects.get(action="captions_waived")
    assert (entry.by, entry.kind, entry.object_id, entry.reason) == (officer, "media.recording", str(film.pk), reason)
    assert publish(as_officer, webinar, recording=film.pk).status_code == 302


def test_draft_without_captions_is_saved(as_officer, webinar, film):
    assert edit(as_officer, webinar, recording=film.pk).status_code == 302
    page = as_officer.get(reverse("wagtailadmin_pages:edit", args=[webinar.pk])).content.decode()
    assert "Publish without captions, because" in page


def test_page_without_recordings_has_no_field_for_a_reason(as_officer, webinar):
    page = as_officer.get(reverse("wagtailadmin_pages:edit", args=[webinar.pk])).content.decode()
    assert "Publish without captions, because" not in page


def test_scheduling_a_page_without_captions_is_refused(as_officer, webinar, film):
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    assert TOLD in publish(as_officer, webinar, recording=film.pk, go_live_at=later).content.decode()
    assert not webinar.revisions.exclude(approved_go_live_at=None).exists()


def test_scheduled_page_without_captions_is_unscheduled_and_others_are_published(webinar, film, time_machine):
    first, second = make_film(), make_webinar("Another")
    second.unpublish()
    for page, recording in ((webinar, first), (second, None)):
        page.recording, page.go_live_at = recording, timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
    first.captions.all().delete()
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled")
    webinar.refresh_from_db()
    second.refresh_from_db()
    assert (webinar.live, second.live) == (False, True)
    assert PageLogEntry.objects.filter(action="media.publish_refused", page=webinar.pk).count() == 1
    call_command("publish_scheduled")
    assert PageLogEntry.objects.filter(action="media.publish_refused").count() == 1


def test_submission_for_approval_requires_captions(as_officer, webinar, film):
    page = edit(as_officer, webinar, recording=film.pk, **{"action-submit": "Submit"}).content.decode()
    assert TOLD in page
    assert webinar.current_workflow_state is None


def test_approval_of_page_without_captions_shows_why_it_was_not_published(as_officer, officer, webinar, film):
    webinar.recording = make_film()
    webinar.save_revision()
    state = webinar.get_workflow().start(webinar, officer)
    state.refresh_from_db()
    webinar.recording.captions.all().delete()
    address = reverse("wagtailadmin_pages:workflow_action", args=[webinar.pk, "approve", state.current_task_state.pk])
    answer = as_officer.post(address, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    editing = reverse("wagtailadmin_pages:edit", args=[webinar.pk])
    assert json.loads(answer.content) == {"step": "success", "redirect": editing}
    assert "“Street trees” was not published. Captions are missing: Trees." in as_officer.get(editing).content.decode()
    webinar.refresh_from_db()
    assert webinar.live is False
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_bulk_publishing_shows_which_page_was_not_published(as_officer, webinar, film):
    webinar.recording = film
    webinar.save_revision()
    address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={webinar.pk}"
    answer = as_officer.post(address, {"include_descendants": "on"}, follow=True)
    assert "“Street trees” was not published. Captions are missing: Trees." in answer.content.decode()
    webinar.refresh_from_db()
    assert webinar.live is False


def test_publishing_in_code_is_refused_until_there_is_a_waiver(officer, webinar, film):
    webinar.recording = film
    with pytest.raises(Uncaptioned, match="Captions are missing: Trees"):
        webinar.save_revision().publish()
    waive(film, officer, "No one speaks in it.")
    webinar.save_revision().publish()
    webinar.refresh_from_db()
    assert webinar.live is True


def test_editor_of_another_page_sees_the_reason_and_its_author(as_officer, webinar, film, time_machine):
    marta = make_user("marta@media.example", "Learning officers")
    time_machine.move_to(datetime(2026, 5, 3, 12, tzinfo=UTC))
    waive(film, marta, "Only birds sing in it.")
    webinar.recording = film
    webinar.save_revision()
    time_machine.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))
    page = as_officer.get(reverse("wagtailadmin_pages:edit", args=[webinar.pk])).content.decode()
    assert "“Trees” is without captions; Marta gave as reason on 3 May 2026: Only birds sing in it." in page
    assert "Publish without captions, because" not in page
    assert publish(as_officer, webinar, recording=film.pk).status_code == 302


def test_latest_of_several_reasons_is_shown_without_name_of_deleted_account(film, officer, time_machine):
    time_machine.move_to(datetime(2026, 5, 3, 12, tzinfo=UTC))
    waive(film, officer, "It is to come.")
    waive(film, None, "Music.")
    assert [waiver_in_words(waiver) for waiver in waived([film.pk])] == [
        "“Trees” is without captions; someone whose account is gone gave as reason on 3 May 2026: Music."
    ]


def test_reason_is_valid_until_there_are_captions(officer, webinar, film):
    waive(film, officer, "They are being written.")
    webinar.recording = film
    webinar.save_revision().publish()
    CaptionTrack.objects.create(recording=film, language="en", file=ContentFile(VTT, "trees.vtt"))
    assert waived([film.pk]) == []
    film.captions.all().delete()
    with pytest.raises(Uncaptioned, match="Captions are missing: Trees"):
        webinar.save_revision().publish()
    assert AuditEntry.objects.get(action="captions_waived").reason == "They are being written."


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_lesson_requires_captions_of_every_recording(as_officer, kind):
    bare = [make_film(title, captions=False, type=kind) for title in ("Soil", "Water")]
    lesson = make_lesson(make_course())
    body = streamfield([(kind, {kind: recording.pk, "caption": ""}) for recording in [*bare, make_film(type=kind)]])
    page = publish(as_officer, lesson, body=body).content.decode()
    assert "Recordings on this page have no captions: Soil, Water." in page
    assert not LessonPage.objects.get(pk=lesson.pk).body
    assert publish(as_officer, lesson, body=body, without_captions_because="Music.").status_code == 302
    assert len(LessonPage.objects.get(pk=lesson.pk).body) == 3
    assert CaptionWaiver.objects.count() == 2
