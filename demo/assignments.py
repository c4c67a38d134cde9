"""An assignment of the demo's upcoming training: submissions of four participants, the first two of them marked."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from learning.activities.choices import EnrolmentStatus, Role
from learning.activities.models import Activity, Assignment, Criterion, Result, Submission
from learning.people.models import Person

from .content_files import CONTENT, toml
from .participation import row_of

FOLDER = CONTENT / "trainings" / "internationalisation-for-local-authorities"


def load(now):
    """Create the assignment and submissions. The official is enrolled too, and has not handed in yet."""
    facts, title = toml(FOLDER / "assignment.toml"), toml(FOLDER / "training.en.toml")["title"]
    activity = Activity.objects.get(title=title, plan="2024–2026")
    assignment = _assign(activity, facts, now)
    enrolled = activity.enrolments.filter(status=EnrolmentStatus.ENROLLED, role=Role.PARTICIPANT).order_by("pk")
    trainer = Person.objects.get(email="trainer@demo.example").user
    for enrolment, written in zip(enrolled, facts["submissions"], strict=False):
        _hand_in(assignment, enrolment, written, now, trainer)
    official = Person.objects.get(email="official@demo.example")
    row_of(activity, official, now - timedelta(days=2), waits=False).save()


def _assign(activity, facts, now):
    day = (now + timedelta(days=facts["due_in_days"])).date()
    due_at = datetime.combine(day, time.fromisoformat(facts["due_at"]), ZoneInfo(facts["zone"]))
    assignment = Assignment.objects.create(
        activity=activity,
        title=facts["title"],
        instructions=facts["instructions"],
        due_at=due_at,
        time_zone=facts["zone"],
        pass_points=facts["pass_points"],
        is_required=True,
    )
    for place, criterion in enumerate(facts["criteria"]):
        Criterion.objects.create(assignment=assignment, sort_order=place, **criterion)
    return assignment


def _hand_in(assignment, enrolment, written, now, trainer):
    submission = Submission(assignment=assignment, enrolment=enrolment, text=written["text"].strip())
    submission.submitted_at = now - timedelta(days=written["days_ago"])
    if "marks" in written:
        criteria = assignment.criteria.all()
        submission.marks = [
            [one.title, points, one.points] for one, points in zip(criteria, written["marks"], strict=True)
        ]
        submission.is_passed = submission.points >= assignment.pass_points
        submission.feedback, submission.marked_by = written["feedback"].strip(), trainer
        submission.marked_at = submission.submitted_at + timedelta(days=1)
        submission.result = Result.objects.create(
            enrolment=enrolment,
            purpose=Result.Purpose.ASSIGNMENT,
            step_key=assignment.key,
            score=submission.points,
            out_of=submission.out_of,
            taken_at=submission.submitted_at,
        )
    submission.save()
