"""Which part of the history is asked for: the scope of the screens, by the names that other programs know things by."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Field, Query, Schema

from learning.activities.choices import ActionLine, Kind, Mode
from learning.activities.models import Activity
from learning.people.models import Organisation
from learning.people.places import Region

from ..scopes import BadScope, Scope
from . import problems


class ScopeQuery(Schema):
    year: Annotated[int | None, Field(ge=1900, le=2199, description="The year in which activities begin.")] = None
    first: Annotated[date | None, Field(alias="from", description="Instead of a year: the first day.")] = None
    last: Annotated[date | None, Field(alias="to", description="Instead of a year: the last day.")] = None
    plan: Annotated[str | None, Field(max_length=60, description="Action plan, as 2024–2026.")] = None
    action_line: Annotated[ActionLine | None, Field(description="Number of the action line.")] = None
    kind: Annotated[Kind | None, Field(description="Kind of activity.")] = None
    mode: Annotated[Mode | None, Field(description="Where it takes place.")] = None
    theme: Annotated[str | None, Field(max_length=50, description="Code of a theme.")] = None
    region: Annotated[Region | None, Field(description="Of those who came from there, and so for the next two.")] = None
    country: Annotated[str | None, Field(max_length=2, description="ISO 3166, as CO.")] = None
    organisation: Annotated[UUID | None, Field(description="Id of an organisation.")] = None
    activity: Annotated[UUID | None, Field(description="Id of an activity.")] = None

    @classmethod
    def names(cls):
        """What may stand in a query string."""
        return {field.alias or name for name, field in cls.model_fields.items()}

    def scope(self):
        """The `Scope` of the screens; what can't be read is refused with its sentence."""
        told = {name: str(value) for name, value in self.model_dump(by_alias=True, exclude_none=True).items()}
        if self.activity:
            told["activity"] = str(_key(Activity.objects.filter(key=self.activity)))
        if self.organisation:
            told["organisation"] = str(_key(Organisation.objects.canonical().filter(uuid=self.organisation)))
        try:
            return Scope.parse(told)
        except BadScope as bad:
            raise problems.bad_request(str(bad)) from bad


AskedScope = Annotated[ScopeQuery, Query()]


def _key(rows):
    """The key of the one row; 0, which nothing has, where there is none."""
    return rows.values_list("pk", flat=True).first() or 0
