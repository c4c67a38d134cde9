from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from ninja import Router, Schema

from learning.activities.choices import Source
from learning.people import audit_log
from learning.people.models import AuditEntry

from ..authentication import Bearer
from ..changes import changes
from ..models import TokenScope
from ..pagination import AskedChanges, ChangesQuery, Page
from ..parameters import AskedScope, BodyKindOrNone, CountryOrNone, RegionOrNone, ScopeQuery, only
from ..problems import Problem

router = Router(tags=["participations"])
PAGING = {"after", "limit"}


class ParticipationRow(Schema):
    id: str
    activity: UUID
    person: str
    organisation: UUID | None
    organisation_kind: BodyKindOrNone
    country: CountryOrNone
    region: RegionOrNone
    is_member: bool
    source: Source
    participated_on: date
    completed_on: date | None


class Participations(Page):
    items: list[ParticipationRow]
    removed: list[str]
    as_of: datetime


@router.get(
    "",
    response={200: Participations, frozenset({400, 401, 403, 404, 429}): Problem},
    auth=Bearer(TokenScope.PARTICIPATIONS),
    summary="Participations",
)
def list_participations(request, scope: AskedScope, asked: AskedChanges):
    """Who took part in what, one row for each person and activity, without names, addresses or gender.

    `person` is a pseudonym: the same person has the same one in every answer to this token, and another for every
    other token. `id` is the participation's own, made the same way. Organisation and membership are as they were when
    they took part.

    Rows come in the order in which they last changed, so that who is noted late comes after those noted before. With
    `changed_since`, `removed` has the ids of what is no participation any more; some may be unknown to you.
    """
    only(request, ScopeQuery, ChangesQuery)
    told = changes(scope.scope(), asked, f"token {request.auth.pk}")
    if asked.after is None or not _is_known_today(request.auth):
        details = {"scope": "participations", "filters": sorted(request.GET.keys() - PAGING)}
        audit_log.record(audit_log.Action.TOKEN_USED, None, request.auth, details=details)
    return told


def _is_known_today(token):
    """Whether the log has the token's reading of today: who begins with a page in the middle is kept there too."""
    read = AuditEntry.objects.filter(action=audit_log.Action.TOKEN_USED, object_id=str(token.pk))
    return read.filter(at__date=timezone.now().date()).exists()
