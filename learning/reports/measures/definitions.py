"""Definitions of the measures: name, sentence and version, shown with every figure."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import rules


@dataclass(frozen=True)
class Definition:
    """`version` goes up when the rule changes; figures that were printed name the version they were made with."""

    code: str
    name: str
    sentence: str
    version: int = 1

    @property
    def url(self):
        return f"{reverse('reports:rules')}#{self.code}"


@dataclass(frozen=True)
class DefinitionGroup:
    name: str
    definitions: tuple = field(default=())


GROUPS = tuple(
    DefinitionGroup(name, tuple(Definition(*rule) for rule in told))
    for name, told in (
        (_("Who is counted"), rules.WHO),
        (_("Coming, learning, completing"), rules.WHAT_THEY_DID),
        (_("Where people come from"), rules.FROM_WHERE),
        (_("Shares and small numbers"), rules.SHARES),
        (_("Periods, declared figures, print"), rules.PRINT),
    )
)
DEFINITIONS = {definition.code: definition for group in GROUPS for definition in group.definitions}
# Measures that another one's rule explains.
EXPLAINED_BY = {
    "attended": "attendance_rate",
    "expected": "attendance_rate",
    "no_shows": "attendance_rate",
    "no_show_rate": "attendance_rate",
    "cohort_completers": "completion_rate",
    "registered_completers": "completion_rate",
    "registrant_completion_rate": "completion_rate",
    "replay_registrants": "completion_rate",
    "answered": "women",
    "men": "women",
    "others": "women",
    "women_share": "women",
    "coverage": "women",
    "member_cities": "cities",
    # What became of applications (`application_outcomes`).
    "applied": "applications",
    "undecided": "applications",
    "chosen": "applications",
    "waiting": "applications",
    "declined": "applications",
    "withdrawn": "applications",
    "came": "applications",
    "completed": "applications",
    "engagement_rate": "engagement",
    "members_in_period": "engagement",
}
# What such a measure is called, where its rule's name would not tell it from another.
NAMES = {
    "attendance_rate": _("Attendance rate"),
    "completion_rate": _("Completed, of those who took part"),
    "registrant_completion_rate": _("Completed, of registrants"),
    "expected": _("Registrants of what has begun"),
    "attended": _("Registrants who came"),
    "no_shows": _("No-shows"),
    "no_show_rate": _("No-show rate"),
    "cohort_completers": _("Took part and completed"),
    "registered_completers": _("Registrants who completed"),
    "replay_registrants": _("Registrants who completed by the recording alone"),
    "answered": _("Answered on gender"),
    "men": _("Men"),
    "others": _("Non-binary or another"),
    "women_share": _("Women, of those who answered"),
    "coverage": _("Answered on gender, of participants"),
    "member_cities": _("Member cities"),
    "engagement": _("Members who took part"),
    "engagement_rate": _("Members who took part, of all members"),
    "members_in_period": _("Members in the period"),
}
VERSION = max(definition.version for definition in DEFINITIONS.values())


def rule_of(measure):
    """The definition that makes a measure; KeyError for one that nothing explains."""
    return DEFINITIONS[EXPLAINED_BY.get(measure, measure)]


def name_of(measure):
    return NAMES.get(measure) or rule_of(measure).name


def versions():
    """{code: version} as they stand now: what a snapshot keeps."""
    return {code: definition.version for code, definition in DEFINITIONS.items()}
