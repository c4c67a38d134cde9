"""Which part of the history is asked for, the same in every address."""

from typing import Annotated

from ninja import Field, Query, Schema

from learning.activities.choices import ActionLine, Kind
from learning.activities.models import Activity

from .. import queries


class ScopeQuery(Schema):
    year: Annotated[int, Field(ge=1900, le=2999, description="The year in which activities begin.")] | None = None
    kind: Kind | None = None
    action_line: ActionLine | None = None

    def activities(self):
        found = Activity.objects.with_begin()
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.action_line:
            found = found.filter(action_line=self.action_line)
        return queries.in_year(found, self.year) if self.year else found


AskedScope = Annotated[ScopeQuery, Query()]
