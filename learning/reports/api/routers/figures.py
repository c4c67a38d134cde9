from ninja import Router, Schema

from learning.reports.measures.definitions import DEFINITIONS, VERSION, rule_of
from learning.reports.queries import by_activity, declared_figures
from learning.reports.queries.activity_pools import Pool
from learning.reports.queries.totals import MEASURES

from ..authentication import Bearer
from ..models import TokenScope
from ..parameters import AskedScope, ScopeQuery, only
from ..problems import Problem

router = Router(tags=["figures"])
# Gender is left out: a program can ask for one small set after another (counting.md: small cells).
TOLD = tuple(measure for measure in MEASURES if measure not in {"women", "answered"})


class FigureRow(Schema):
    code: str
    name: str
    value: int
    rule: str
    rule_version: int


class DeclaredRow(Schema):
    value: int
    is_over: bool
    rule: str


class FiguresOf(Schema):
    activities: int
    participations: int
    figures: list[FigureRow]
    declared: DeclaredRow
    rules_version: int


@router.get(
    "",
    response={200: FiguresOf, frozenset({400, 401, 403, 404, 429}): Problem},
    auth=Bearer(TokenScope.FIGURES),
    summary="Figures",
)
def tell_figures(request, scope: AskedScope):
    """The figures of all activities in scope together, each with the rule that made it.

    People, organisations and countries are counted once over all of them. Declared figures stand beside, are not
    de-duplicated, and the activities they cover are not counted.
    """
    only(request, ScopeQuery)
    asked = scope.scope()
    pool = Pool.of(asked)
    declared = declared_figures.heads_in(asked, pool)
    people, participations = by_activity.both_of(asked, measures=TOLD, pool=pool)
    return {
        "activities": by_activity.held(asked, pool).count(),
        "participations": participations.participants,
        "figures": [_told(code, getattr(people, code)) for code in TOLD],
        "declared": {
            "value": int(declared.value),
            "is_over": declared.is_over,
            "rule": str(DEFINITIONS["declared"].sentence),
        },
        "rules_version": VERSION,
    }


def _told(code, value):
    rule = rule_of(code)
    return {
        "code": code,
        "name": str(rule.name),
        "value": value,
        "rule": str(rule.sentence),
        "rule_version": rule.version,
    }
