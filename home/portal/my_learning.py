""" "My learning": the activities of a person, to do, coming up and done."""

from dataclasses import dataclass

from django.db.models import Q

from courses.summaries import progress_of
from learning.activities.choices import EnrolmentStatus, Role
from learning.activities.models import Activity, Enrolment
from learning.activities.pages.lookup import speaking_of

from ..catalogue import entries, listed

STANDING = (EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING, EnrolmentStatus.APPLIED)


@dataclass(frozen=True)
class MyLearning:
    """Self-paced activities to do, upcoming activities, and those done or over: lists of catalogue entries."""

    to_do: list
    upcoming: list
    done: list

    def __bool__(self):
        return bool(self.to_do or self.upcoming or self.done)


def my_learning(person):
    mine = (
        Enrolment.objects.of(person)
        .filter(role=Role.PARTICIPANT)
        .filter(Q(status__in=STANDING) | ~Q(completed_at=None))
    )
    enrolments = {enrolment.activity_id: enrolment for enrolment in mine.select_related("activity")}
    pages = speaking_of([enrolment.activity.key for enrolment in enrolments.values()])
    activities = listed(Activity.objects.filter(pk__in=enrolments))
    lines = entries(activities, pages, enrolments, progress_of(enrolments.values(), pages))
    done = [line for line in lines if line.standing.enrolment.completed_at or line.activity.is_over]
    ahead = [line for line in lines if line not in done]
    return MyLearning(
        to_do=[line for line in ahead if line.activity.is_self_paced],
        upcoming=sorted((line for line in ahead if not line.activity.is_self_paced), key=_begins),
        done=sorted(done, key=_begins, reverse=True),
    )


def _begins(line):
    activity = line.activity
    return (
        activity.first_session.day
        if activity.first_session
        else activity.starts_on or line.standing.enrolment.enrolled_on
    )
