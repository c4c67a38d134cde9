from datetime import date
from uuid import UUID

from ninja import Router, Schema

from learning.people.models import Organisation

from ..authentication import Bearer
from ..models import TokenScope
from ..pagination import Asked, Page, PageQuery, page
from ..parameters import BodyKind, CountryOrNone, RegionOrNone, only
from ..problems import Problem

router = Router(tags=["organisations"])


class MembershipRow(Schema):
    since: date
    until: date | None


class OrganisationRow(Schema):
    id: UUID
    name: str
    kind: BodyKind
    country: CountryOrNone
    region: RegionOrNone
    place: str
    latitude: float | None
    longitude: float | None
    memberships: list[MembershipRow]


class Organisations(Page):
    items: list[OrganisationRow]


@router.get(
    "",
    response={200: Organisations, frozenset({400, 401, 403, 429}): Problem},
    auth=Bearer(TokenScope.ORGANISATIONS),
    summary="Organisations",
)
def list_organisations(request, asked: Asked):
    """Organisations that count by themselves, with their memberships. Proposed ones, and those that count as another, are not among them."""
    only(request, PageQuery)
    found = Organisation.objects.canonical().filter(is_confirmed=True).prefetch_related("memberships")
    rows, following = page(found, asked)
    plain = ("name", "kind", "country", "region", "place", "latitude", "longitude")
    items = [
        {
            **{name: getattr(row, name) for name in plain},
            "id": row.uuid,
            "memberships": [{"since": one.since, "until": one.until} for one in row.memberships.all()],
        }
        for row in rows
    ]
    return {"items": items, "next": following}
