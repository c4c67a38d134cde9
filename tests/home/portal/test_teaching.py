"""Pages of trainers and speakers: activities, participants, attendance, materials."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from learning.activities.attendance import actions as attendance_actions
from learning.activities.attendance import check_in
from learning.activities.models import Activity, Presence
from learning.media.models import Recording
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry
from learning.people.privacy.erasure import anonymise
from tests.factories import (
    make_activity,
    make_course,
    make_enrolment,
    make_lesson,
    make_organisation,
    make_person,
    make_session,
    make_training,
    make_user,
    make_webinar,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(official):
    activity = make_training("Mine").activity
    make_enrolment(activity, official.person, role="trainer")
    return activity


@pytest.fixture
def session(mine):
    return make_session(mine, timezone.now() - timedelta(hours=2), title="Day one")


def attendance(session):
    return f"/en/teaching/{session.activity.key}/attendance/{session.pk}/"


def test_trainer_sees_participants_of_own_activity(as_official, mine, session):
    make_session(mine)
    aya = make_enrolment(mine, make_person("Aya Koné", make_organisation("Abidjan", country="CI")))
    attendance_actions.check_in(aya, session)
    make_enrolment(mine, make_person("Waiting"), status="waiting", queued_at=timezone.now())
    make_enrolment(mine, make_person("Watched"), source="replay")
    make_enrolment(mine, make_person("Left"), status="withdrawn")
    make_enrolment(mine, make_person("Speaks"), role="speaker")
    assert "Mine" in as_official.get("/en/teaching/").content.decode()
    page = as_official.get(f"/en/teaching/{mine.key}/")
    people = [(one.person.name, country, attended) for one, country, attended in page.context["participants"]]
    assert people == [("Aya Koné", "Côte d’Ivoire", 1)]
    assert page.context["waiting"] == 1
    text = " ".join(page.content.decode().split())
    assert "1 of 2" in text
    assert "Abidjan" in text


def test_email_gender_and_job_are_on_no_page_of_a_trainer(as_official, mine, session):
    aya = make_person("Aya", email="aya@secret.example", gender="woman", job_title="Mayor")
    make_enrolment(mine, aya)
    for address in ("/en/teaching/", f"/en/teaching/{mine.key}/", attendance(session)):
        page = as_official.get(address).content.decode()
        assert [word for word in ("secret.example", "oman", "ender", "Mayor") if word in page] == []


def test_erased_participant_is_shown_without_name(as_official, mine):
    aya = make_person("Aya Koné")
    make_enrolment(mine, aya)
    anonymise(aya)
    page = as_official.get(f"/en/teaching/{mine.key}/").content.decode()
    assert "Aya" not in page
    assert "Someone whose name was erased" in page


def test_activity_of_another_trainer_is_404(as_official, official):
    other = make_training().activity
    make_enrolment(other, official.person)
    assert as_official.get(f"/en/teaching/{other.key}/").status_code == 404


def test_speaker_sees_time_and_place_but_no_participants(as_official, official):
    webinar = make_webinar("Night care")
    session = make_session(webinar.activity, timezone.now() - timedelta(hours=2))
    Activity.objects.update(place="Casa de la Ciudad")
    make_enrolment(webinar.activity, official.person, role="speaker")
    make_enrolment(webinar.activity, make_person("Aya"))
    page = as_official.get("/en/teaching/").content.decode()
    assert "Casa de la Ciudad" in page
    assert f'href="/en/webinars/{webinar.slug}/"' in page
    assert "enrolled" not in page
    for address in (f"/en/teaching/{webinar.activity.key}/", attendance(session)):
        assert as_official.get(address).status_code == 404
        assert as_official.post(address, {"is": "1"}).status_code in {404, 405}


def test_person_merged_with_trainer_has_access(client, mine, official):
    other = make_user()
    merge(official.person, into=other.person)
    client.force_login(other)
    assert client.get(f"/en/teaching/{mine.key}/").status_code == 200


def test_withdrawn_trainer_has_no_access(as_official, mine):
    mine.enrolments.update(status="withdrawn")
    assert as_official.get(f"/en/teaching/{mine.key}/").status_code == 404


def test_trainer_ticks_and_unticks_attendance(as_official, official, mine, session):
    aya, luz = make_enrolment(mine, make_person("Aya")), make_enrolment(mine, make_person("Luz"))
    page = as_official.post(attendance(session), {"is": [aya.pk]}, follow=True)
    assert "Saved: 1 person marked as there." in page.content.decode()
    page = as_official.post(attendance(session), {"was": [aya.pk], "is": [luz.pk]}, follow=True)
    assert "Saved: 1 person marked as there. 1 mark taken back." in page.content.decode()
    standing = Presence.objects.filter(withdrawn_at=None)
    assert [(one.enrolment, one.session, one.source) for one in standing] == [(luz, session, "check_in")]
    marked = AuditEntry.objects.filter(action="enrolment_changed").order_by("id").values_list("by", "object_id")
    assert list(marked) == [(official.pk, str(pk)) for pk in (aya.pk, luz.pk, aya.pk)]


def test_tick_by_another_user_meanwhile_is_kept(as_official, mine, session):
    aya, luz = make_enrolment(mine), make_enrolment(mine)
    attendance_actions.check_in(luz, session)
    as_official.post(attendance(session), {"is": [aya.pk]})
    assert {one.enrolment for one in Presence.objects.filter(withdrawn_at=None)} == {aya, luz}


def test_invalid_ids_and_people_of_other_activities_are_ignored(as_official, mine, session):
    stranger = make_enrolment(make_activity())
    as_official.post(attendance(session), {"is": [stranger.pk, "x", "9" * 30, "-1", ""]})
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    ("status", "sentence"), [("confirmed", "Its figures are confirmed."), ("cancelled", "This activity was cancelled.")]
)
def test_attendance_of_settled_activity_cannot_be_marked(as_official, mine, session, status, sentence):
    aya = make_enrolment(mine)
    Activity.objects.update(status=status)
    page = as_official.get(attendance(session)).content.decode()
    assert sentence in page
    assert "Save attendance" not in page
    assert sentence in as_official.post(attendance(session), {"is": [aya.pk]}, follow=True).content.decode()
    assert not Presence.objects.exists()


def test_other_presence_is_shown_beside_the_tick(as_official, mine, session):
    aya = make_enrolment(mine)
    minute = timedelta(minutes=1)
    starts = session.starts_at
    attendance_actions.record(aya, session, starts, starts + 42 * minute, source=Presence.Source.FILE)
    assert "42 minutes online" in as_official.get(attendance(session)).content.decode()


def test_materials_of_page_and_lessons_are_listed(as_official, official):
    document = get_document_model().objects.create(title="Handout", file=ContentFile(b"x", "handout.pdf"))
    unused = get_document_model().objects.create(title="Unused", file=ContentFile(b"x", "unused.pdf"))
    film = Recording.objects.create(title="Trees", type="video", duration=75, file=ContentFile(b"film", "trees.mp4"))
    course = make_course("Care")
    lesson = make_lesson(course, "First", body=[("document", document), ("video", {"video": film, "caption": ""})])
    make_lesson(course, "Draft", body=[("document", unused)], live=False)
    make_enrolment(course.activity, official.person, role="trainer")
    found = as_official.get(f"/en/teaching/{course.activity.key}/").context["materials"]
    assert {(one.title, one.facts, one.url, one.is_file) for one in found} == {
        ("Handout", "PDF", document.url, True),
        ("Trees", "01:15", f"/en/courses/{course.slug}/{lesson.slug}/", False),
    }


def test_recording_of_webinar_is_listed_in_materials(as_official, official):
    film = Recording.objects.create(title="Trees", type="video", duration=60, file=ContentFile(b"film", "trees.mp4"))
    webinar = make_webinar(recording=film)
    make_enrolment(webinar.activity, official.person, role="trainer")
    (material,) = as_official.get(f"/en/teaching/{webinar.activity.key}/").context["materials"]
    assert (material.title, material.url) == ("Trees", f"/en/webinars/{webinar.slug}/")


@pytest.mark.parametrize("role", ["Trainers", None])
def test_trainer_has_no_access_to_the_admin(client, mine, session, role):
    user = make_user("trainer@example.org", *filter(None, [role]))
    make_enrolment(mine, user.person, role="trainer")
    client.force_login(user)
    for address in ("", f"activities/{mine.pk}/", f"activities/{mine.pk}/participants/", "persons/", "figures/"):
        assert client.get(f"/admin/{address}").status_code == 403


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_of_participants_is_the_same_for_one_and_thirty(
    as_official, mine, session, django_assert_num_queries, count
):
    for _number in range(count):
        attendance_actions.check_in(make_enrolment(mine), session)
    as_official.get(f"/en/teaching/{mine.key}/")
    with django_assert_num_queries(14):
        as_official.get(f"/en/teaching/{mine.key}/")
    as_official.get(attendance(session))
    with django_assert_num_queries(12):
        as_official.get(attendance(session))


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_of_activities_is_the_same_for_one_and_thirty(
    as_official, official, django_assert_num_queries, count
):
    for _number in range(count):
        activity = make_training().activity
        make_session(activity)
        make_enrolment(activity, official.person, role="trainer")
    as_official.get("/en/teaching/")
    with django_assert_num_queries(8):
        as_official.get("/en/teaching/")


def test_long_participants_list_is_paginated_and_searchable(as_official, mine):
    for number in range(51):
        make_enrolment(mine, make_person(f"Learner {number:02}"))
    first = as_official.get(f"/en/teaching/{mine.key}/").content.decode()
    assert "51 people enrolled" in first
    assert ("Learner 49" in first, "Learner 50" in first, "Page 1 of 2" in first) == (True, False, True)
    assert "Learner 50" in as_official.get(f"/en/teaching/{mine.key}/?page=2").content.decode()
    found = as_official.get(f"/en/teaching/{mine.key}/?words=learner+50").content.decode()
    assert ("Learner 50" in found, "Learner 49" in found) == (True, False)
    assert "No person matches" in as_official.get(f"/en/teaching/{mine.key}/?words=Nobody").content.decode()


def test_ticks_on_one_page_of_attendance_do_not_change_other_pages(as_official, mine, session):
    enrolments = [make_enrolment(mine, make_person(f"Learner {number:02}")) for number in range(51)]
    attendance_actions.check_in(enrolments[0], session)
    page = as_official.get(f"{attendance(session)}?page=2").content.decode()
    assert "1 of 51 people are marked as there." in page
    assert ("Learner 50" in page, "Learner 00" in page) == (True, False)
    response = as_official.post(f"{attendance(session)}?page=2", {"is": [enrolments[50].pk]})
    assert response.headers["Location"] == f"{attendance(session)}?page=2"
    assert check_in.checked_in(session) == {enrolments[0].pk, enrolments[50].pk}
