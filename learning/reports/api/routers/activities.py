from datetime import date
from uuid import UUID

from ninja import Router, Schema

from learning.activities.choices import ActionLine, Kind, Mode, PartnerRole, Precision, Status

from ..authentication import Bearer
from ..models import TokenScope
from ..pagination import Asked, Page, PageQuery, page
from ..parameters import AskedScope, CountryOrNone, ScopeQuery, only
from ..problems import Problem

router = Router(tags=["activities"])


class Partner(Schema):
    organisation: UUID
    role: PartnerRole


class ActivityRow(Schema):
    id: UUID
    kind: Kind
    title: str
    status: Status
    starts_on: date | None
    ends_on: date | None
    date_precision: Precision
    time_zone: str
    mode: Mode
    place: str
    country: CountryOrNone
    action_line: ActionLine | None
    plan: str
    counts_as_training: bool
    part_of: UUID | None
    languages: list[str]
    themes: list[str]
    partners: list[Partner]

    @staticmethod
    def of(activity):
        plain = ("kind", "title", "status", "starts_on", "ends_on", "time_zone", "mode", "place", "country")
        return {
            **{name: getattr(activity, name) for name in (*plain, "action_line", "plan")},
            "id": activity.key,
            "date_precision": activity.precision,
            "counts_as_training": activity.is_training,
            "part_of": activity.parent and activity.parent.key,
            "languages": [language.code for language in activity.languages.all()],
            "themes": [theme.code for theme in activity.themes.all()],
            "partners": [
                {"organisation": partner.organisation.canonical.uuid, "role": partner.role}
                for partner in activity.partners.all()
            ],
        }


class Activities(Page):
    items: list[ActivityRow]


@router.get(
    "",
    response={200: Activities, frozenset({400, 401, 403, 404, 429}): Problem},
    auth=Bearer(TokenScope.ACTIVITIES),
    summary="Activities",
)
def list_activities(request, scope: AskedScope, asked: Asked):
    """Every activity of the register: courses, webinars, trainings, workshops."""
    only(request, ScopeQuery, PageQuery)
    partners = "partners__organisation__merged_into__merged_into"
    found = scope.scope().activities().select_related("parent").prefetch_related("languages", "themes", partners)
    rows, following = page(found, asked)
    return {"items": [ActivityRow.of(row) for row in rows], "next": following}
