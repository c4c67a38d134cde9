from datetime import date
from uuid import UUID

from ninja import Router, Schema

from ..asking import AskedScope
from ..door import Bearer
from ..models import Scope
from ..paging import Asked, Page, page
from ..problems import Problem

router = Router(tags=["activities"])


class Partner(Schema):
    organisation: UUID
    role: str


class ActivityRow(Schema):
    id: UUID
    kind: str
    title: str
    status: str
    starts_on: date | None
    ends_on: date | None
    date_precision: str
    time_zone: str
    mode: str
    place: str
    country: str
    action_line: int | None
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
    response={200: Activities, frozenset({400, 401, 403, 429}): Problem},
    auth=Bearer(Scope.ACTIVITIES),
    summary="Activities",
)
def list_activities(request, scope: AskedScope, asked: Asked):
    """Every activity of the register: courses, webinars, trainings, workshops."""
    partners = "partners__organisation__merged_into__merged_into"
    found = scope.scope().activities().select_related("parent").prefetch_related("languages", "themes", partners)
    rows, following = page(found, asked)
    return {"items": [ActivityRow.of(row) for row in rows], "next": following}
