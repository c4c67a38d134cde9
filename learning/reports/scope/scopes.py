"""The scope of a figure: period, action line, plan, kind, activity … Screens, exports and the API share it.

A `Scope` says which activities belong, which enrolments of them are looked at, and in which days. It goes into a link
and comes out of one unchanged.
"""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from learning.activities.choices import Precision, Role
from learning.activities.models import Activity, ActivityPartner, Enrolment
from learning.activities.querysets import DayThere
from learning.people.canonical import canonical_id, counting_as_one_of
from learning.people.models import Organisation

from . import periods, query_string
from .query_string import BadScope

__all__ = ["BadScope", "Scope"]

OF_ACTIVITIES = ("plan", "action_line", "kind", "mode", "theme", "is_training", "activity", "partner")
IDS = ("activity", "partner", "organisation")


# Nowhere is it later, or earlier, than so many hours from UTC.
FARTHEST = timedelta(hours=15)


def _from(column, zone, day):
    """The condition that the moment `column` lies on `day` or later, by the clock of the look-up `zone`.

    A moment within a day of the border is asked for its day, which costs the database as much as ten comparisons; all
    others are told by UTC alone, and an index of the column narrows to them.
    """
    border = datetime.combine(day, time.min, UTC)
    near = Q(GreaterThanOrEqual(DayThere(column, zone), day))
    return _at(column, "gte", border - FARTHEST) & (_at(column, "gte", border + FARTHEST) | near)


def _until(column, zone, day):
    """The same of `day` or earlier."""
    border = datetime.combine(day, time.max, UTC)
    near = Q(LessThanOrEqual(DayThere(column, zone), day))
    return _at(column, "lte", border + FARTHEST) & (_at(column, "lte", border - FARTHEST) | near)


def _at(column, how, moment):
    return Q(**{f"{column}__{how}": moment})


@dataclass(frozen=True)
class Scope:
    """Empty fields narrow nothing. `first` and `last` are the days of the period, both included."""

    first: date | None = None
    last: date | None = None
    plan: str = ""
    action_line: int | None = None
    kind: str = ""
    mode: str = ""
    theme: str = ""
    is_training: bool = False
    activity: int | None = None
    # An organisation that organised, hosted, funded …, by what it counts as, and in which of these roles.
    partner: int | None = None
    partner_role: str = ""
    # Whose participations: by the copy on the enrolment; an organisation by what it counts as.
    region: str = ""
    country: str = ""
    organisation_kind: str = ""
    organisation: int | None = None

    def __post_init__(self):
        """Refuse an id that no row has: 0 would be taken for "not asked", and find everything."""
        if not all(getattr(self, name) is None or getattr(self, name) > 0 for name in IDS):
            raise ValueError("An id in a scope is None or positive.")

    @classmethod
    def of_year(cls, year, **narrower):
        return cls(*periods.of_year(year), **narrower)

    @classmethod
    def parse(cls, data):
        """From a query string's values (`year`, or `from` and `to`, and the other fields by name).

        Raises `BadScope` with a sentence for the reader. Names it does not know are left alone.
        """
        return cls(**query_string.read(data))

    @property
    def year(self):
        """The year that the period is exactly, or None."""
        return periods.year_of(self.first, self.last)

    @property
    def is_whole_years(self):
        return bool(periods.years_of(self.first, self.last))

    @property
    def is_running(self):
        return periods.is_running(self.first, self.last)

    @property
    def previous(self):
        """The same of the period before, as long as this one or, while this one is running, up to the same day; None where
        there is no period."""
        before = periods.before(self.first, self.last)
        return replace(self, first=before[0], last=before[1]) if before else None

    def narrowed(self, **changes):
        return replace(self, **changes)

    def within(self, period):
        """The same of the days that it has in common with the period of the scope `period`, whose two ends are set."""
        first, last = max(self.first or period.first, period.first), min(self.last or period.last, period.last)
        return replace(self, first=first, last=last)

    def query(self):
        """{name: text} as `parse` reads it, in the order of the fields."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        first, last = told.pop("first"), told.pop("last")
        period = {"year": self.year} if self.year else {"from": first, "to": last}
        told["is_training"] = "1" if told["is_training"] else ""
        return {name: str(value) for name, value in {**period, **told}.items() if value}

    def urlencode(self, **more):
        return urlencode({**self.query(), **{name: value for name, value in more.items() if value}})

    def activities(self):
        """Those that belong, each with its `begin`; one that is always open, where someone started in the period."""
        found = self._of_the_register().with_begin()
        return found.filter(self._begun() | self._open_and_started()) if self.has_period else found

    def pool(self, *more):
        """[(id, precision, begin, *more)] of the activities whose enrolments may count: those begun in the period, and all
        that are always open, since people may complete in this year what somebody started in another. One query."""
        return self.begun(self._of_the_register().with_begin().values_list("pk", "precision", "begin", *more))

    def begun(self, rows):
        """Those of a `pool` of the same of any time that are in this one's too."""
        return [row for row in rows if row[2] is None or self._holds(row[2], row[1])]

    def on_enrolments(self):
        """The condition on whose participations are looked at."""
        asked = Q(role=Role.PARTICIPANT)
        for name in ("region", "country", "organisation_kind"):
            if getattr(self, name):
                asked &= Q(**{name: getattr(self, name)})
        return asked & Q(organisation__in=self._counting_as_it()) if self.organisation else asked

    @property
    def has_period(self):
        return self.first is not None or self.last is not None

    @property
    def narrowing(self):
        """The fields that narrow the activities, the period left out."""
        return [name for name in OF_ACTIVITIES if getattr(self, name)]

    @property
    def of_everyone(self):
        """The same of all enrolments, whatever organisation they are of."""
        return replace(self, region="", country="", organisation_kind="", organisation=None)

    @property
    def is_of_some(self):
        """Whether some enrolments of an activity are looked at and others not."""
        return self != self.of_everyone

    @property
    def is_narrowed(self):
        """By anything but the period."""
        return self != Scope(self.first, self.last)

    def during(self, column, activity="activity"):
        """The condition that the look-up `column` lies in the period: of days or, named "…_at", of moments. The day of a
        moment is that in the time zone of the look-up `activity`, which has no sessions."""
        asked = Q()
        if column.endswith("_at"):
            zone = f"{activity}__time_zone"
            if self.first:
                asked &= _from(column, zone, self.first)
            return asked & _until(column, zone, self.last) if self.last else asked
        if self.first:
            asked &= Q(**{f"{column}__gte": self.first})
        return asked & Q(**{f"{column}__lte": self.last}) if self.last else asked

    def has_day(self, day):
        return self._holds(day, Precision.DAY)

    def _counting_as_it(self):
        return Organisation.objects.filter(counting_as_one_of(Organisation, _canonical(self.organisation))).values("pk")

    def _of_the_register(self):
        names = {name: getattr(self, name) for name in ("plan", "action_line", "kind", "mode") if getattr(self, name)}
        found = Activity.objects.filter(**names).order_by()
        if self.activity:
            found = found.filter(pk=self.activity)
        if self.partner:
            found = found.filter(pk__in=self._partnerships().values("activity"))
        if self.theme:
            found = found.filter(
                pk__in=Activity.themes.through.objects.filter(theme__code=self.theme).values("activity")
            )
        return found.filter(is_training=True) if self.is_training else found

    def _partnerships(self):
        partners = ActivityPartner.objects.filter(
            counting_as_one_of(Organisation, _canonical(self.partner), "organisation")
        )
        return partners.filter(role=self.partner_role) if self.partner_role else partners

    def _begun(self):
        """Begun in the period as far as is known: what is known to the month needs the whole month in it."""
        asked = Q()
        for precision in Precision:
            first, last = periods.whole(precision, self.first, self.last)
            asked |= Q(precision=precision) & Scope(first, last).during("begin") & Q(begin__isnull=False)
        return asked

    def _holds(self, begin, precision):
        """The same of one day. To ask it of each row here is quicker: the database would work out the day nine times."""
        first, last = periods.whole(precision, self.first, self.last)
        return (first is None or begin >= first) and (last is None or begin <= last)

    def _open_and_started(self):
        started = Enrolment.objects.filter(
            self.on_enrolments(), self.during("participated_on"), activity=OuterRef("pk"), participated_on__isnull=False
        )
        return Q(begin=None) & Exists(started)


def _canonical(organisation):
    """A query of the id that an organisation's row counts as: a link made before a merge still finds it."""
    return Organisation.objects.filter(pk=organisation).values(canonical=canonical_id())
