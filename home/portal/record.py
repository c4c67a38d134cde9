"""The record of learning of a person, which they can print and show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import get_language

from learning.activities.attendance.presence import live_minutes
from learning.activities.choices import Role
from learning.activities.joint.rows import leads_of
from learning.activities.models import Enrolment
from learning.activities.pages.lookup import pages_of
from learning.certificates.models import Certificate
from learning.people.models import Person


@dataclass(frozen=True)
class RecordLine:
    """One activity. `day` is the day of completion or, without completion, the day of participation."""

    enrolment: Enrolment
    title: str
    minutes: int
    certificates: list

    @property
    def is_completed(self):
        return self.enrolment.completed_at is not None

    @property
    def day(self) -> date:
        return self.enrolment.completed_on or self.enrolment.participated_on


@dataclass(frozen=True)
class Record:
    """The record of learning, the latest line first.

    Time is defined in counting.md: live minutes and the lessons' nominal minutes.
    """

    person: Person
    lines: list

    def __bool__(self):
        return bool(self.lines)

    @property
    def minutes(self):
        return sum(line.minutes for line in self.lines)


def record_of(person):
    mine = Enrolment.objects.of(person).filter(role=Role.PARTICIPANT)
    mine = mine.filter(Q(completed_at__isnull=False) | Q(participated_on__isnull=False))
    mine = list(mine.select_related("activity").prefetch_related("activity__sessions").order_by("pk"))
    pages = pages_of([enrolment.activity.key for enrolment in mine], get_language())
    live, certificates = live_minutes(mine), _certificates(mine)
    lines = [_line(one, pages.get(one.activity.key), live[one.pk], certificates.get(one.pk, [])) for one in mine]
    return Record(person, sorted(lines, key=lambda line: line.day, reverse=True))


def _certificates(enrolments):
    """Return {enrolment id: its certificates that are valid, or were until they expired}."""
    found, leads = {}, leads_of(enrolments)
    for certificate in Certificate.objects.standing().filter(enrolment__in=list(leads)).exclude(holder=""):
        found.setdefault(leads[certificate.enrolment_id], []).append(certificate)
    return found


def _line(enrolment, page, live, certificates):
    title = page.title if page else enrolment.activity.title
    return RecordLine(enrolment, title, round(live + enrolment.lesson_minutes), certificates)
