"""Choices that an officer has for a public figure. Imported with the page models, so queries run on demand."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.activities.choices import ActionLine, Kind
from learning.activities.models import DeclaredFigure

from ..scope.scopes import Scope

THIS, LAST, ALL = "this", "last", "all"
YEAR, QUARTER, MONTH = "year", "quarter", "month"
STEPS = [(YEAR, _("Years")), (QUARTER, _("Quarters")), (MONTH, _("Months"))]
KINDS, ACTION_LINES = Kind.choices, [(str(value), label) for value, label in ActionLine.choices]
# Names for a reader: the definitions' are for those who count.
NUMBERS = [
    ("people", _("People")),
    ("participations", _("Participations")),
    ("activities", _("Activities")),
    ("organisations", _("Organisations")),
    ("cities", _("Cities")),
    ("members", _("Members")),
    ("non_members", _("Non-members")),
    ("countries", _("Countries")),
    ("regions", _("World regions")),
    ("completers", _("Completers")),
    ("hours", _("Learning hours")),
]
IN_REGIONS = [("participants", _("People")), ("organisations", _("Organisations")), ("countries", _("Countries"))]
IN_TIME = [("participants", _("People")), ("organisations", _("Organisations")), ("activities", _("Activities"))]
SENTENCES = [
    ("all.in_all", _("Activities, participants, and where they came from")),
    ("online.in_all", _("The same of online learning")),
    ("all.engagement_rate", _("How many of the members took part")),
    ("all.attendance_rate", _("How many of the registrants came")),
    ("all.completers", _("How many people completed an activity")),
    ("all.replays", _("How many people watched a recording")),
    ("all.hours", _("Learning hours")),
]


def known_years():
    from ..queries import calendar_periods

    return calendar_periods.years()


def years():
    """Relative ones first: a page with "this year" needs no hand on New Year."""
    relative = [(THIS, _("This year")), (LAST, _("Last year")), (ALL, _("All years"))]
    return [*relative, *((str(year), str(year)) for year in known_years())]


def year_of(choice):
    """The year that is meant today, or None for all."""
    today = timezone.localdate().year
    return {THIS: today, LAST: today - 1, ALL: None}[choice] if choice in {THIS, LAST, ALL} else int(choice)


def scope_of(value):
    """The scope of a block's fields year, kind and action line."""
    year, line = year_of(value.get("year") or ALL), value.get("action_line")
    asked = {"kind": value.get("kind") or "", "action_line": int(line) if line else None}
    return Scope.of_year(year, **asked) if year else Scope(**asked)


def span_of(value):
    """First and last year of a timeline; "all years" begins or ends with the first or last one there is."""
    first, last = year_of(value["first"]), year_of(value["last"])
    known = () if first and last else known_years() or [year_of(THIS)]
    return first or min(known), last or max(known)


def declared_figures():
    figures = DeclaredFigure.objects.filter(is_platform_metric=True).select_related("activity").order_by("-year", "pk")
    return [(str(figure.pk), _in_a_line(figure)) for figure in figures]


def _in_a_line(figure):
    from ..queries import declared_figures

    words = figure.quote.replace("**", "") or declared_figures.say(figure)
    return f"{figure.year}: {words[:120]}"
