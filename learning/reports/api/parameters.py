"""Parameters that narrow an answer, read strictly."""

import re
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Field, Query, Schema
from pydantic import BeforeValidator

from learning.activities.choices import ActionLine, Kind, Mode
from learning.activities.models import Activity, Theme
from learning.people.models import Organisation
from learning.people.reference.places import REGIONS, Region

from ..scope import periods
from ..scope.scopes import Scope
from . import problems

# Not empty, and no character that no text has.
PLAIN_TEXT, CODE = r"^[^\x00-\x1F\x7F]+$", r"^[-a-zA-Z0-9_]+$"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def written(pattern, example):
    """A validator: text is taken only as the OpenAPI document describes it. Pydantic itself would also read "1e3" or a
    count of seconds, which nobody meant."""

    def check(value):
        if isinstance(value, str) and not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(_("Write it like %(example)s.") % {"example": example})
        return value

    return BeforeValidator(check)


Day = Annotated[date, written(r"\d{4}-\d\d-\d\d", "2026-05-12")]
Id = Annotated[
    UUID, written(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", "3fa85f64-5717-4562-b3fc-2c963f66afa6")
]
Year = Annotated[int, Field(ge=1900, le=2199), written(r"\d{4}", "2026")]
Line = Annotated[ActionLine, written(r"\d", "1")]
Country = Literal[tuple(sorted(REGIONS))]
# In answers, "" is what is not known.
CountryOrNone = Annotated[str, Field(pattern="^([A-Z]{2})?$")]
RegionOrNone = Region | Literal[""]
# No enum: in the OpenAPI document its name, Kind, would be that of an activity's kind.
BodyKind = Literal[tuple(Organisation.Kind.values)]
BodyKindOrNone = BodyKind | Literal[""]


class ScopeQuery(Schema):
    """Each parameter narrows. One that is not sent narrows nothing."""

    year: Annotated[Year | None, Field(description="The year in which activities begin.")] = None
    first: Annotated[Day | None, Field(alias="from", description="Instead of a year: the first day.")] = None
    last: Annotated[Day | None, Field(alias="to", description="Instead of a year: the last day.")] = None
    plan: Annotated[str | None, Field(max_length=60, pattern=PLAIN_TEXT, description="Action plan, as 2024–2026.")] = (
        None
    )
    action_line: Annotated[Line | None, Field(description="Number of the action line.")] = None
    kind: Annotated[Kind | None, Field(description="Kind of activity.")] = None
    mode: Annotated[Mode | None, Field(description="Where it takes place.")] = None
    theme: Annotated[str | None, Field(max_length=50, pattern=CODE, description="Code of a theme.")] = None
    region: Annotated[Region | None, Field(description="Of those who came from there, and so for the next two.")] = None
    country: Annotated[Country | None, Field(description="ISO 3166, as CO.")] = None
    organisation: Annotated[
        Id | None, Field(description="Id of an organisation. One that was merged stands for what it counts as.")
    ] = None
    activity: Annotated[Id | None, Field(description="Id of an activity.")] = None

    def scope(self):
        """The `Scope` that the screens know too. Raises `ApiRefused`: 400 for a contradiction, 404 for an unknown id."""
        first, last = self._period()
        plain = {name: getattr(self, name) for name in ("action_line", "kind", "mode", "region", "country")}
        return Scope(
            first,
            last,
            plan=self._plan(),
            theme=self._theme(),
            activity=self._activity(),
            organisation=self._organisation(),
            **{name: value for name, value in plain.items() if value is not None},
        )

    def _period(self):
        if self.year is not None and (self.first or self.last):
            raise problems.bad_request(_("Ask for a year or for days, not for both."))
        if self.year is not None:
            return periods.of_year(self.year)
        if self.first and self.last and self.last < self.first:
            raise problems.bad_request(_("The period ends before it begins."))
        return _within(self.first), _within(self.last)

    def _plan(self):
        if self.plan is not None and not Activity.objects.filter(plan=self.plan).exists():
            raise problems.unknown("plan")
        return self.plan or ""

    def _theme(self):
        if self.theme is not None and not Theme.objects.filter(code=self.theme).exists():
            raise problems.unknown("theme")
        return self.theme or ""

    def _activity(self):
        if self.activity is None:
            return None
        key = Activity.objects.filter(key=self.activity).values_list("pk", flat=True).first()
        if key is None:
            raise problems.unknown("activity")
        return key

    def _organisation(self):
        if self.organisation is None:
            return None
        found = Organisation.objects.select_related("merged_into__merged_into").filter(uuid=self.organisation).first()
        if found is None:
            raise problems.unknown("organisation")
        return found.canonical.pk


AskedScope = Annotated[ScopeQuery, Query()]


def only(request, *queries):
    """Refuse parameters that none of the schemas `queries` has, and any that is sent twice. Nothing is ignored."""
    known = [field.alias or name for query in queries for name, field in query.model_fields.items()]
    for name, values in request.GET.lists():
        if name not in known:
            told = {"name": name[:40], "names": ", ".join(known)}
            raise problems.bad_request(_("“%(name)s” can't be asked here. What can: %(names)s.") % told)
        if len(values) > 1:
            raise problems.bad_request(_("“%(name)s” was sent twice. Send it once.") % {"name": name})


def _within(day):
    """No activity lies outside of these days, and arithmetic on the first and last days of the calendar fails."""
    return day and min(max(day, FIRST_DAY), LAST_DAY)
