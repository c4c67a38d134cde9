"""Query sets of activities and enrolments, with the rules of counting.md."""

from django.db import models
from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from learning.people.canonical import counting_as

from .choices import MEETINGS, SEATED, EnrolmentStatus, Role

SEATED_ENROLMENT = {"role": Role.PARTICIPANT, "status": EnrolmentStatus.ENROLLED, "source__in": SEATED}


class DayThere(Func):
    """SQL function: the day of a moment in the time zone that another column stores.

    Example: `DayThere("starts_at", "time_zone")`.
    """

    arity = 2
    output_field = DateField()

    def as_sqlite(self, compiler, connection, **context):
        template = "django_datetime_cast_date(%(expressions)s, 'UTC')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "(%(expressions)s)::date"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" AT TIME ZONE ", **context)


def today_there():
    """Return the expression for today's date in the activity's time zone."""
    return DayThere(Value(timezone.now(), DateTimeField()), F("time_zone"))


class ActivityQuerySet(models.QuerySet):
    def with_seats(self):
        """Annotate `seats_taken` and `waiting`: numbers of participants with a place and on the waiting list.

        Activities without a capacity are not counted: `seats_taken` is None and `waiting` is 0.
        """
        waiting = {"role": Role.PARTICIPANT, "status": EnrolmentStatus.WAITING}
        limited = Q(capacity__isnull=False)
        return self.annotate(
            seats_taken=Case(When(limited, then=self._count(**SEATED_ENROLMENT))),
            waiting=Case(When(limited, then=self._count(**waiting)), default=0),
        )

    def _count(self, **conditions):
        enrolments = self.model._meta.get_field("enrolments").related_model
        found = enrolments.objects.filter(activity=OuterRef("pk"), **conditions).order_by()
        counted = found.values("activity").annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    def with_assignments(self):
        """Annotate `assignment_count`, `first_assignment`, `assignment_title` and `requires_assignment`.

        `first_assignment` is the id of the assignment that is due first, `assignment_title` its title;
        `requires_assignment` says whether any assignment is required. Pages need no more to link to the assignments.
        """
        assignments = self.model._meta.get_field("assignments").related_model
        own = assignments.objects.filter(activity=OuterRef("pk")).order_by("due_at", "pk")
        counted = own.order_by().values("activity").annotate(number=Count("pk")).values("number")
        return self.annotate(
            assignment_count=Coalesce(Subquery(counted), 0),
            first_assignment=Subquery(own.values("pk")[:1]),
            assignment_title=Subquery(own.values("title")[:1]),
            requires_assignment=Exists(own.filter(is_required=True)),
        )

    def with_begin(self):
        """Annotate `begin`, the day that decides the year of the activity.

        It is `starts_on` or, without one, the day of the first session in the session's time zone. The reader's time
        zone is never used: around New Year two readers would see two different years.
        """
        sessions = self.model._meta.get_field("sessions").related_model
        first = sessions.objects.filter(activity=OuterRef("pk")).order_by("starts_at", "pk")
        day = first.values(day=DayThere("starts_at", "time_zone"))[:1]
        return self.annotate(begin=Coalesce(F("starts_on"), Subquery(day)))

    def _sessions(self, **conditions):
        sessions = self.model._meta.get_field("sessions").related_model
        return Exists(sessions.objects.filter(activity=OuterRef("pk"), **conditions))

    def upcoming(self):
        """Return activities that are not over.

        With sessions: one of them has not ended. Without sessions: the last day is not past, or a meeting's date is to
        be announced.
        """
        today = today_there()
        days_ahead = (
            Q(ends_on__gte=today) | Q(ends_on=None, starts_on__gte=today) | Q(starts_on=None, kind__in=MEETINGS)
        )
        return self.filter(self._sessions(ends_at__gt=timezone.now()) | ~self._sessions() & days_ahead)

    def not_begun(self):
        """Return activities that have not begun.

        With sessions: the first one has not started. Without sessions: the first day is still to come, or there is no
        date.
        """
        today = today_there()
        return self.exclude(self._sessions(starts_at__lte=timezone.now())).exclude(
            ~self._sessions(), starts_on__lte=today
        )

    def any_time(self):
        """Return self-paced activities, which are open at any time."""
        return self.filter(~self._sessions(), starts_on=None).exclude(kind__in=MEETINGS)

    def past(self):
        return self.filter(self._is_over())

    def _is_over(self):
        today = today_there()
        days_gone = Q(ends_on__lt=today) | Q(ends_on=None, starts_on__lt=today)
        return self._sessions() & ~self._sessions(ends_at__gt=timezone.now()) | ~self._sessions() & days_gone

    def as_a_programme(self):
        """Order activities as a programme: upcoming (soonest first), open at any time, past (latest first)."""
        begins = Coalesce(Min("sessions__starts_at"), Cast("starts_on", DateTimeField()))
        ordered = self.annotate(
            is_past=Case(When(self._is_over(), then=Value(1)), default=Value(0), output_field=IntegerField()),
            begins=begins,
        )
        return ordered.order_by(
            "is_past", Case(When(is_past=0, then="begins")).asc(nulls_last=True), F("begins").desc(), "pk"
        )


class EnrolmentQuerySet(models.QuerySet):
    def update(self, **fields):
        """Update the rows and their `changed_at`. `bulk_update` calls this method too."""
        return super().update(**{"changed_at": timezone.now(), **fields})

    update.alters_data = True

    def touch(self):
        """Set `changed_at` to now: use it when data shown with the rows changed in another table."""
        return self.update()

    touch.alters_data = True

    def of(self, person):
        """Return enrolments of a canonical person, including those of persons merged into it."""
        return self.filter(counting_as("person", person))

    def seated(self):
        return self.filter(**SEATED_ENROLMENT)

    def queue(self):
        """Return the waiting list, first come first served, without erased persons."""
        return self.filter(status=EnrolmentStatus.WAITING, person__erased_on=None).order_by("queued_at", "id")
