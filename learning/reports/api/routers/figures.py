from ninja import Router, Schema

from ... import declaring, queries
from ...definitions import DEFINITIONS, VERSION
from ..asking import AskedScope
from ..door import Bearer
from ..models import Scope
from ..problems import Problem

router = Router(tags=["figures"])
# Gender is left out: a program can ask for one small set after another (counting.md: small cells).
TOLD = (
    *("registrants", "participants", "walk_ins", "replays", "completers"),
    *("organisations", "members", "non_members", "countries"),
)


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
    response={200: FiguresOf, frozenset({400, 401, 403, 429}): Problem},
    auth=Bearer(Scope.FIGURES),
    summary="Figures",
)
def tell_figures(request, scope: AskedScope):
    """The figures of all activities in scope together, each with the rule that made it.

    People, organisations and countries are counted once over all of them. Declared figures stand beside, are not
    de-duplicated, and the activities they cover are not counted.
    """
    keys = list(scope.activities().order_by().values_list("pk", flat=True))
    declared = declaring.together(declaring.figures_of(keys))
    beside = [key for key in keys if key not in declared.covered]
    by_activity = queries.figures_by_activity(beside, scope.year)
    together = queries.people_of(beside, scope.year)
    return {
        "activities": len(keys),
        "participations": sum(figures.participants for figures in by_activity.values()),
        "figures": [_told(code, getattr(together, code)) for code in TOLD],
        "declared": {
            "value": int(declared.value),
            "is_over": declared.is_over,
            "rule": DEFINITIONS["declared"].sentence,
        },
        "rules_version": VERSION,
    }


def _told(code, value):
    rule = DEFINITIONS[code]
    return {
        "code": code,
        "name": str(rule.name),
        "value": value,
        "rule": str(rule.sentence),
        "rule_version": rule.version,
    }
