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
    """The day of a moment by the clock that another column names: `DayThere("starts_at", "time_zone")`."""

    arity = 2
    output_field = DateField()

    def as_sqlite(self, compiler, connection, **context):
        template = "django_datetime_cast_date(%(expressions)s, 'UTC')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "(%(expressions)s)::date"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" AT TIME ZONE ", **context)


def today_there():
    """The day of today in an activity's time zone, as an expression."""
    return DayThere(Value(timezone.now(), DateTimeField()), F("time_zone"))


class ActivityQuerySet(models.QuerySet):
    def with_seats(self):
        """Adds `seats_taken` and `waiting`: how many stand where. Without a capacity nothing is counted: None and 0."""
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
        """Adds `assignment_count`, and `first_assignment` and its `assignment_title`, `requires_assignment`: enough for a page
        to lead there."""
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
        """Adds `begin`, the day that decides its year: its first day or, where only sessions say it, the first one's,
        where it takes place.

        Never a day of the reader's own clock: over New Year two readers would see two years.
        """
        sessions = self.model._meta.get_field("sessions").related_model
        first = sessions.objects.filter(activity=OuterRef("pk")).order_by("starts_at", "pk")
        day = first.values(day=DayThere("starts_at", "time_zone"))[:1]
        return self.annotate(begin=Coalesce(F("starts_on"), Subquery(day)))

    def _sessions(self, **conditions):
        sessions = self.model._meta.get_field("sessions").related_model
        return Exists(sessions.objects.filter(activity=OuterRef("pk"), **conditions))

    def upcoming(self):
        """Not over: a session still to end or, where there is none, its last day still to come or to be announced."""
        today = today_there()
        days_ahead = (
            Q(ends_on__gte=today) | Q(ends_on=None, starts_on__gte=today) | Q(starts_on=None, kind__in=MEETINGS)
        )
        return self.filter(self._sessions(ends_at__gt=timezone.now()) | ~self._sessions() & days_ahead)

    def not_begun(self):
        """Those whose first session, or first day where there is no session, is still to come, or that have none."""
        today = today_there()
        return self.exclude(self._sessions(starts_at__lte=timezone.now())).exclude(
            ~self._sessions(), starts_on__lte=today
        )

    def any_time(self):
        """Open at the learner's own pace."""
        return self.filter(~self._sessions(), starts_on=None).exclude(kind__in=MEETINGS)

    def past(self):
        return self.filter(self._is_over())

    def _is_over(self):
        today = today_there()
        days_gone = Q(ends_on__lt=today) | Q(ends_on=None, starts_on__lt=today)
        return self._sessions() & ~self._sessions(ends_at__gt=timezone.now()) | ~self._sessions() & days_gone

    def as_a_programme(self):
        """What comes next first, then what is open at any time, then what is over, the latest first."""
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
        """Update the rows and their `changed_at`; `bulk_update` comes through here too."""
        return super().update(**{"changed_at": timezone.now(), **fields})

    update.alters_data = True

    def touch(self):
        """Mark the rows as changed now, where something that they are shown with changed elsewhere."""
        return self.update()

    touch.alters_data = True

    def of(self, person):
        """Enrolments of a canonical person, those of rows merged into them included."""
        return self.filter(counting_as("person", person))

    def seated(self):
        return self.filter(**SEATED_ENROLMENT)

    def queue(self):
        """Those waiting, first come first; nobody waits behind a person who was erased."""
        return self.filter(status=EnrolmentStatus.WAITING, person__erased_on=None).order_by("queued_at", "id")
