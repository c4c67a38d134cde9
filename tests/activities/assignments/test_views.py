"""Views of learners for assignments, without JavaScript, and for submitted files."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from learning.activities.assignments.file_check import check
from learning.activities.models import Activity, Enrolment, Submission
from tests.activities.assignments.files import PDF
from tests.factories import make_assignment, make_course, make_enrolment, make_user

DAY = timedelta(days=1)


@pytest.fixture
def address(assignment):
    return f"/en/activities/{assignment.activity.key}/assignments/{assignment.pk}/"


def text_of(response):
    return " ".join(response.content.decode().split())


def file(name="Plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_page_shows_task_due_date_and_criteria(as_official, enrolment, address):
    text = text_of(as_official.get(address))
    assert "Write a page." in text
    assert '<time datetime="2027-03-01T17:00:00+00:00">' in text
    assert "8 of 15 points" in text
    assert "Feasible" in text
    assert "To hand in" in text


def test_page_shows_the_due_date_in_the_readers_time_zone_too(as_official, official, enrolment, assignment, address):
    official.person.time_zone = "America/Bogota"
    official.person.save()
    type(assignment).objects.update(time_zone="Africa/Dakar")
    text = text_of(as_official.get(address))
    assert "17:00</time> Dakar time" in text
    assert "12:00 Bogota time" in text


def test_page_shows_the_submission_after_handing_in(as_official, enrolment, address):
    after = as_official.post(address, {"text": "<b>A plan</b>", "file": file()}, follow=True)
    assert after.redirect_chain == [(address, 302)]
    text = text_of(after)
    assert "Handed in. You get an e-mail when it is marked." in text
    assert "&lt;b&gt;A plan&lt;/b&gt;" in text
    assert "Plan.pdf" in text
    assert "Until it is marked you can replace it." in text


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"text": "  "}, "There is nothing to hand in yet: write something, or choose a file."),
        ({"text": "x" * 20_001}, "Ensure this value has at most 20000 characters (it has 20001)."),
        (
            {"text": "Kept", "file": ("Plan.pdf", b"<html>")},
            "The file is a web page, whatever it is called. Print it to a PDF, and send that.",
        ),
        ({"text": "Kept", "file": ("Plan.pdf", b"")}, "The file is empty."),
    ],
)
def test_invalid_input_is_refused_with_the_reason_and_kept(as_official, enrolment, address, sent, why):
    sent = {name: file(*value) if name == "file" else value for name, value in sent.items()}
    response = as_official.post(address, sent)
    assert response.status_code == 200
    assert why in text_of(response)
    assert sent["text"].strip() in response.content.decode()
    assert Submission.objects.count() == 0


def test_file_is_ignored_if_the_assignment_takes_none(as_official, enrolment, activity):
    in_words = make_assignment(activity, takes_file=False)
    as_official.post(f"/en/activities/{activity.key}/assignments/{in_words.pk}/", {"text": "A plan", "file": file()})
    assert [(one.text, one.file.name) for one in in_words.submissions.all()] == [("A plan", "")]


STATES = {
    "open": (DAY, None, "To hand in"),
    "late": (-DAY, None, "The due date has passed. You can still hand in, but it is marked as late."),
    "handed_in": (DAY, (), "Change what you handed in"),
    "passed": (DAY, (5, 10), "This is marked and can't be changed."),
    "improve": (DAY, (1, 2), "Hand in a better version"),
}


@pytest.mark.parametrize("state", STATES)
def test_page_shows_the_text_of_each_state(as_official, enrolment, address, assignment, hand_in, mark, state):
    ahead, points, words = STATES[state]
    type(assignment).objects.update(due_at=timezone.now() + ahead)
    if points is not None:
        submission = hand_in()
        if points:
            mark(submission, *points, feedback="Say who pays.")
    text = text_of(as_official.get(address))
    assert words in text
    assert ("Say who pays." in text) == bool(points)


def test_closed_assignment_says_so(as_official, enrolment, address, assignment):
    type(assignment).objects.update(takes_late=False, due_at=timezone.now() - DAY)
    response = as_official.get(address)
    assert "If you could not hand in on time, write to your trainers." in text_of(response)
    assert response.context["form"] is None
    as_official.post(address, {"text": "All the same"})
    assert Submission.objects.count() == 0


def test_file_can_be_removed(as_official, enrolment, address, hand_in):
    hand_in(file=check("Plan.pdf", PDF))
    as_official.post(address, {"text": "Without", "drop_file": "on"})
    assert [(one.text, one.file.name) for one in Submission.objects.all()] == [("Without", "")]


@pytest.mark.parametrize("change", [{"role": "trainer"}, {"status": "withdrawn", "withdrawn_at": timezone.now()}])
def test_page_is_for_participants_alone(as_official, enrolment, address, change):
    Enrolment.objects.filter(pk=enrolment.pk).update(**change)
    assert as_official.get(address).status_code == 404
    assert as_official.post(address, {"text": "A plan"}).status_code == 404


def test_assignment_of_another_activity_is_not_found(as_official, enrolment, activity):
    other = make_assignment(make_course().activity)
    assert as_official.get(f"/en/activities/{activity.key}/assignments/{other.pk}/").status_code == 404


def test_cancelled_activity_has_no_form(as_official, enrolment, address, activity):
    Activity.objects.filter(pk=activity.pk).update(status="cancelled")
    response = as_official.get(address)
    assert "This activity was cancelled." in text_of(response)
    assert response.context["form"] is None


def test_activity_page_links_to_assignments_for_enrolled_people(as_official, official):
    course = make_course("Care")
    assignment = make_assignment(course.activity, is_required=True)
    there = f"/en/activities/{course.activity.key}/assignments/{assignment.pk}/"
    assert there not in text_of(as_official.get(course.url))
    make_enrolment(course.activity, official.person)
    assert there in text_of(as_official.get(course.url))
    make_assignment(course.activity, title="Another")
    listed = f"/en/activities/{course.activity.key}/assignments/"
    assert f'href="{listed}"' in text_of(as_official.get(course.url))
    text = text_of(as_official.get(listed))
    assert there in text
    assert "Required for completion" in text
    assert "Another" in text


def test_list_without_assignments_is_not_found(as_official, enrolment):
    assert as_official.get(f"/en/activities/{enrolment.activity.key}/assignments/").status_code == 404


def test_page_takes_constant_queries_for_any_number_of_submissions(
    as_official, enrolment, address, hand_in, mark, django_assert_num_queries
):
    as_official.get(address)
    with django_assert_num_queries(QUERIES):
        as_official.get(address)
    for _round in range(3):
        mark(hand_in(), 1, 1)
    with django_assert_num_queries(QUERIES):
        as_official.get(address)


QUERIES = 9


@pytest.fixture
def sent(hand_in):
    submission = hand_in(file=check("Plan ‘Calle 13’.pdf", PDF))
    assignment = submission.assignment
    return f"/en/activities/{assignment.activity.key}/assignments/{assignment.pk}/files/{submission.pk}/"


def test_file_is_served_as_a_sandboxed_download(as_official, sent):
    response = as_official.get(sent)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("role", "status"),
    [("Learning officers", 200), ("Administrators", 200), ("Reporting staff", 404), ("Trainers", 404)],
)
def test_file_is_readable_for_officers_by_group(client, sent, role, status):
    client.force_login(make_user("somebody@example.org", role))
    assert client.get(sent).status_code == status


@pytest.mark.parametrize(("role", "status"), [("trainer", 200), ("speaker", 404), ("participant", 404)])
def test_file_is_readable_for_trainers_of_the_activity(client, sent, activity, role, status):
    user = make_user("somebody@example.org")
    make_enrolment(activity, user.person, role=role)
    client.force_login(user)
    assert client.get(sent).status_code == status


def test_file_is_not_readable_for_trainers_of_other_activities(client, sent):
    user = make_user("somebody@example.org")
    make_enrolment(make_course().activity, user.person, role="trainer")
    client.force_login(user)
    assert client.get(sent).status_code == 404


def test_file_is_not_served_at_other_addresses(as_official, sent):
    name = Submission.objects.get().file.name
    assert as_official.get(f"/media/{name}").status_code == 404
    assert as_official.get(sent.replace("/files/", "/files/9")).status_code == 404


def test_missing_file_is_not_found(as_official, sent):
    Submission.objects.get().file.delete(save=False)
    assert as_official.get(sent).status_code == 404
