"""Who may read a submission, and what waits to be marked."""

from django.db.models import Count, Exists, OuterRef, Q

from learning.people.accounts.person_of_account import person_of

from ..choices import EnrolmentStatus, Role
from ..joint.rows import leading_id
from ..models import Assignment, Enrolment, Submission
from .attempts import earlier_than

RUN = "activities.run_activity"


def is_author(user, submission) -> bool:
    """Return whether `user` handed in `submission`."""
    person = person_of(user)
    return person is not None and submission.enrolment.person.canonical == person


def may_mark(user, submission) -> bool:
    """Return whether `user` may read and mark it: a trainer of its activity, or an officer who runs activities."""
    return teaches(user, submission.enrolment.activity) or user.has_perm(RUN)


def teaches(user, activity) -> bool:
    """Return whether `user` is a trainer of `activity`."""
    return is_trainer(person_of(user), activity)


def is_trainer(person, activity):
    if person is None:
        return False
    appearing = Enrolment.objects.of(person).filter(activity=activity, role=Role.TRAINER)
    return appearing.filter(status=EnrolmentStatus.ENROLLED).exists()


def may_download_document(request, assignment):
    """Return whether the reader may download documents of the instructions: they are enrolled in the activity."""
    person = person_of(request.user)
    if person is None:
        return False
    enrolled = Enrolment.objects.of(person).filter(activity=assignment.activity_id, status=EnrolmentStatus.ENROLLED)
    return enrolled.exists()


def last_ones():
    """Return the last submission of each enrolled participant for each assignment."""
    found = Submission.objects.annotate(lead=leading_id("enrolment"))
    later = found.filter(assignment=OuterRef("assignment"), lead=OuterRef("lead"))
    later = later.filter(
        Q(submitted_at__gt=OuterRef("submitted_at"))
        | Q(submitted_at=OuterRef("submitted_at"), number__gt=OuterRef("number"))
    )
    enrolled = Enrolment.objects.filter(pk=OuterRef("lead"), status=EnrolmentStatus.ENROLLED)
    return found.filter(~Exists(later), Exists(enrolled))


def with_counts(assignments):
    """Annotate `handed_in`, the number of people who handed in, and `to_mark`, the number of unmarked submissions."""
    there = Q(submissions__enrolment__merged_into=None, submissions__enrolment__status=EnrolmentStatus.ENROLLED) | Q(
        submissions__enrolment__merged_into__status=EnrolmentStatus.ENROLLED
    )
    people = Count(leading_id("submissions__enrolment"), filter=there, distinct=True)
    waiting = Count("submissions", filter=there & Q(submissions__marked_at=None), distinct=True)
    return assignments.annotate(handed_in=people, to_mark=waiting)


def assignments_of(activity):
    return with_counts(Assignment.objects.filter(activity=activity))


def to_look_at(assignment):
    """List the last submission of each participant, with their names: unmarked ones first, then by time. One query."""
    found = last_ones().filter(assignment=assignment)
    found = found.select_related("assignment", "enrolment__person__merged_into__merged_into", "enrolment__organisation")
    return sorted(found, key=lambda one: (one.is_marked, one.submitted_at, one.pk))


def before(submission):
    """Return the earlier versions of `submission`, the latest first."""
    return earlier_than(submission)
