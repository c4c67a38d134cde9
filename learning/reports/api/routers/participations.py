from datetime import date
from typing import Annotated
from uuid import UUID

from django.db.models.functions import Coalesce
from ninja import Query, Router, Schema

from learning.people import auditing

from ...conditions import condition, counted
from ..asking import AskedScope
from ..door import Bearer
from ..models import Scope
from ..paging import Asked, Page, page
from ..problems import Problem
from ..pseudonyms import CANONICAL_UUID, pseudonym

router = Router(tags=["participations"])
COPIED = ("organisation_kind", "country", "region", "is_member", "source")
CAME_FOR = Coalesce(
    "organisation__merged_into__merged_into__uuid", "organisation__merged_into__uuid", "organisation__uuid"
)


class ParticipationRow(Schema):
    activity: UUID
    person: str
    organisation: UUID | None
    organisation_kind: str
    country: str
    region: str
    is_member: bool
    source: str
    participated_on: date
    completed_on: date | None


class Participations(Page):
    items: list[ParticipationRow]


class Which(Schema):
    activity: UUID | None = None


@router.get(
    "",
    response={200: Participations, frozenset({400, 401, 403, 429}): Problem},
    auth=Bearer(Scope.PARTICIPATIONS),
    summary="Participations",
)
def list_participations(request, scope: AskedScope, which: Annotated[Which, Query()], asked: Asked):
    """Who took part in what, one row for each participant of an activity, without names, addresses or gender.

    `person` is a pseudonym: the same person has the same one in every answer to this token, and another for every
    other token. Organisation and membership are as they were when they took part.
    """
    rows, following = page(_found(scope, which), asked, key=lambda row: row["pk"])
    if asked.after is None:
        details = {"scope": "participations", "filters": sorted(set(request.GET) - {"limit"})}
        auditing.record(auditing.Action.TOKEN_USED, None, request.auth, **details)
    return {"items": [_told(row, request.auth) for row in rows], "next": following}


def _found(scope, which):
    found = counted().filter(condition("participants", scope.year))
    if scope.model_dump(exclude_none=True):
        found = found.filter(activity__in=scope.activities().values("pk"))
    if which.activity:
        found = found.filter(activity__key=which.activity)
    return found.annotate(uuid=CANONICAL_UUID, came_for=CAME_FOR).values(
        *("pk", "activity__key", "uuid", "came_for", *COPIED, "participated_on", "completed_at")
    )


def _told(row, token):
    return {
        **{name: row[name] for name in (*COPIED, "participated_on")},
        "activity": row["activity__key"],
        "person": pseudonym(token, row["uuid"]),
        "organisation": row["came_for"],
        "completed_on": row["completed_at"] and row["completed_at"].date(),
    }
