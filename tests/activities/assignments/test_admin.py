"""Admin views under Activities > Assignments."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from learning.activities.completion.explanation import Case, Changed
from learning.activities.completion.reasons import assignments
from learning.activities.models import Activity, Assignment, Submission
from learning.people.models import AuditEntry
from tests.factories import make_activity, make_assignment, make_course, make_enrolment


def form(activity, **changes):
    criteria = [{"title": "Clear", "points": "5", "description": ""}, {"title": "Feasible", "points": "10"}]
    return nested_form_data(
        {
            "activity": str(activity.pk),
            "title": "A plan",
            "language": "en",
            "instructions": rich_text("<p>Write a page.</p>"),
            "takes_text": "on",
            "takes_file": "on",
            "takes_late": "on",
            "due_at": "2027-03-01 17:00",
            "time_zone": "Africa/Nairobi",
            "pass_points": "8",
            "criteria": inline_formset(criteria),
            **changes,
        }
    )


def test_officer_adds_an_assignment_from_the_activity(as_officer, activity):
    overview = as_officer.get(reverse("activity:inspect", args=[activity.pk])).content.decode()
    address = f"{reverse('assignment:add')}?activity={activity.pk}"
    assert address in overview
    assert as_officer.get(address).status_code == 200
    as_officer.post(address, form(activity))
    assignment = Assignment.objects.get()
    assert (assignment.activity, assignment.title, assignment.out_of) == (activity, "A plan", 15)
    assert [one.title for one in assignment.criteria.all()] == ["Clear", "Feasible"]
    assert f"{assignment.due_at:%Y-%m-%d %H:%M %Z}" == "2027-03-01 14:00 UTC"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"pass_points": "16"}, "The criteria give fewer points than that."),
        ({"takes_text": "", "takes_file": ""}, "Say what may be handed in: a text, a file, or either."),
        ({"criteria": inline_formset([])}, "Please submit at least 1 form."),
    ],
)
def test_invalid_assignment_is_refused_with_the_reason(as_officer, activity, changes, why):
    assert why in as_officer.post(reverse("assignment:add"), form(activity, **changes)).content.decode()
    assert Assignment.objects.count() == 0


def test_edit_form_shows_the_due_date_in_the_assignments_time_zone(as_officer, activity):
    as_officer.post(reverse("assignment:add"), form(activity))
    text = as_officer.get(reverse("assignment:edit", args=[Assignment.objects.get().pk])).content.decode()
    assert "2027-03-01 17:00" in text


def test_list_is_filtered_by_activity(as_officer, hand_in, assignment):
    hand_in()
    make_assignment(make_activity("Other"), title="Another")
    text = as_officer.get(reverse("assignment:index")).content.decode()
    assert "A plan for one street" in text
    assert "Another" in text
    only = as_officer.get(reverse("assignment:index") + f"?activity={assignment.activity.pk}").content.decode()
    assert reverse("assignment:inspect", args=[assignment.pk]) in only


def test_officer_reads_and_marks_a_submission(as_officer, officer, hand_in, assignment):
    submission = hand_in("<b>My street</b>")
    overview = as_officer.get(reverse("assignment:inspect", args=[assignment.pk])).content.decode()
    address = reverse("assignment:mark", args=[assignment.pk, submission.pk])
    assert address in overview
    assert "&lt;b&gt;My street&lt;/b&gt;" in as_officer.get(address).content.decode()
    points = {f"criterion_{one.pk}": "4" for one in assignment.criteria.all()}
    as_officer.post(address, {"seen": submission.submitted_at.isoformat(), **points, "feedback": "Good."})
    assert (Submission.objects.get().points, Submission.objects.get().marked_by) == (8, officer)
    assert AuditEntry.objects.filter(action="submission_marked", by=officer).count() == 1


def test_incomplete_marks_show_the_form_again(as_officer, hand_in, assignment):
    submission = hand_in()
    address = reverse("assignment:mark", args=[assignment.pk, submission.pk])
    response = as_officer.post(address, {"seen": submission.submitted_at.isoformat(), "feedback": "Kept words"})
    assert "Kept words" in response.content.decode()
    assert Submission.objects.get().marked_at is None


def test_submission_of_another_assignment_is_not_found(as_officer, hand_in, assignment, activity):
    submission, other = hand_in(), make_assignment(activity)
    assert as_officer.get(reverse("assignment:mark", args=[other.pk, submission.pk])).status_code == 404


def test_assignment_with_submissions_is_not_deleted(client, hand_in, assignment, activity):
    from tests.factories import make_user

    client.force_login(make_user("administrator@example.org", "Administrators"))
    hand_in()
    unused = make_assignment(activity)
    for one in (assignment, unused):
        client.post(reverse("assignment:delete", args=[one.pk]))
    assert list(Assignment.objects.all()) == [assignment]


def test_reporting_staff_cannot_read_submissions(as_staff, hand_in, assignment):
    submission = hand_in()
    for address in (
        reverse("assignment:inspect", args=[assignment.pk]),
        reverse("assignment:mark", args=[assignment.pk, submission.pk]),
        reverse("assignment:index"),
    ):
        assert as_staff.get(address).url == reverse("wagtailadmin_home")


def test_list_of_submissions_takes_constant_queries(
    as_officer, hand_in, assignment, activity, django_assert_num_queries
):
    from learning.activities.assignments import submit
    from tests.factories import make_enrolment, make_person

    address = reverse("assignment:inspect", args=[assignment.pk])
    hand_in()
    as_officer.get(address)
    with django_assert_num_queries(QUERIES):
        as_officer.get(address)
    for number in range(29):
        submit.submit(assignment, make_enrolment(activity, make_person(f"P {number}")), text="Mine")
    with django_assert_num_queries(QUERIES):
        as_officer.get(address)


QUERIES = 13


@pytest.mark.parametrize("is_new", [True, False])
def test_new_requirement_is_explained_to_people_enrolled_before(as_officer, is_new):
    activity = make_course("Care", lessons=1).activity
    before = make_enrolment(activity)
    address = reverse("assignment:add")
    if not is_new:
        address = reverse("assignment:edit", args=[make_assignment(activity, criteria=()).pk])
    as_officer.post(address, form(activity, is_required="on"))
    after = make_enrolment(activity)
    assignment, activity = Assignment.objects.get(), Activity.objects.with_assignments().get()
    assert assignment.is_required

    def told(enrolment):
        reasons = assignments(Case(activity, enrolment))
        return [(reason.text, reason.url) for reason in reasons if isinstance(reason, Changed)]

    page = reverse("assignment", args=[activity.key, assignment.pk])
    assert told(before) == [("“A plan” has become part of what completes it.", page)]
    assert told(after) == []
