from datetime import date
from uuid import UUID

from django.utils import timezone
from ninja import Router, Schema

from learning.people import auditing
from learning.people.models import AuditEntry

from ...participations import participations, pseudonym
from ..asking import AskedScope, ScopeQuery
from ..door import Bearer
from ..models import Scope
from ..paging import Asked, Page, page
from ..problems import Problem

router = Router(tags=["participations"])
COPIED = ("organisation_kind", "country", "region", "is_member", "source")
READ = ("pk", "activity__key", "person_uuid", "body_uuid", *COPIED, "participated_on", "completed_day")


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


@router.get(
    "",
    response={200: Participations, frozenset({400, 401, 403, 429}): Problem},
    auth=Bearer(Scope.PARTICIPATIONS),
    summary="Participations",
)
def list_participations(request, scope: AskedScope, asked: Asked):
    """Who took part in what, one row for each participant of an activity, without names, addresses or gender.

    `person` is a pseudonym: the same person has the same one in every answer to this token, and another for every
    other token. Organisation and membership are as they were when they took part.
    """
    found = participations(scope.scope()).values(*READ)
    rows, following = page(found, asked, key=lambda row: row["pk"])
    if asked.after is None or not _is_known_today(request.auth):
        details = {"scope": "participations", "filters": sorted(set(request.GET) & ScopeQuery.names())}
        auditing.record(auditing.Action.TOKEN_USED, None, request.auth, **details)
    return {"items": [_told(row, request.auth) for row in rows], "next": following}


def _is_known_today(token):
    """Whether the log has the token's reading of today: who begins with a page in the middle is kept there too."""
    read = AuditEntry.objects.filter(action=auditing.Action.TOKEN_USED, object_id=str(token.pk))
    return read.filter(at__date=timezone.now().date()).exists()


def _told(row, token):
    return {
        **{name: row[name] for name in (*COPIED, "participated_on")},
        "activity": row["activity__key"],
        "person": pseudonym(f"token {token.pk}", row["person_uuid"]),
        "organisation": row["body_uuid"],
        "completed_on": row["completed_day"],
    }
