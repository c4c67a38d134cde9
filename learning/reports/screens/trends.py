from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from ..queries.calendar_periods import same_day_before, start_after, start_before, start_of, without_gaps
from ..queries.trends import MEASURES, numbers
from ..scope.scopes import Scope
from ..sentences.comparison import change
from . import charts
from .columns import ChangeColumn, ChangingColumn, NameColumn
from .filters import RegionsFilterSet, choice
from .screen import Screen


class TrendsFilterSet(RegionsFilterSet):
    by = choice(
        gettext_lazy("Rows"),
        [("year", gettext_lazy("Years")), ("quarter", gettext_lazy("Quarters")), ("month", gettext_lazy("Months"))],
    )


@dataclass
class Stretch:
    """A year, a quarter or a month: its numbers, and those of the one before."""

    step: str
    start: object
    numbers: dict
    before: dict
    scope: Scope
    # The last day of the stretch before that this one is compared with, while it is running.
    until: date | None = None

    def __getattr__(self, name):
        if name.endswith("_change"):
            measure = name.removesuffix("_change")
            return change(self.numbers[measure], self.before[measure])
        if name in MEASURES:
            return self.numbers[name]
        raise AttributeError(name)

    @property
    def note(self):
        """Said in the file too."""
        if self.until is None:
            return ""
        return _("compared up to %(day)s") % {"day": formats.date_format(self.until, "DATE_FORMAT")}

    @property
    def name(self):
        if self.step == "year":
            return str(self.start.year)
        if self.step == "quarter":
            return _("%(year)d, quarter %(quarter)d") % {
                "year": self.start.year,
                "quarter": (self.start.month + 2) // 3,
            }
        return formats.date_format(self.start, "YEAR_MONTH_FORMAT")


def trend(scope, step):
    """[Stretch] from the first to the last with anybody in it, without gaps, the latest first.

    The first is compared with what lies before the period, where the period begins with a stretch of this length; one that
    is still running, with the one before up to the same day.
    """
    asked = scope
    if scope.first and scope.first == start_of(scope.first, step):
        asked = scope.narrowed(first=start_before(scope.first, step))
    found = numbers(asked, step)
    starts = without_gaps(sorted(found), step)
    nothing = dict.fromkeys(MEASURES, 0)
    rows = [
        Stretch(
            step,
            start,
            found.get(start, nothing),
            found.get(start_before(start, step), nothing),
            _within(scope, start, step),
        )
        for start in starts
    ]
    rows = [row for row in reversed(rows) if not scope.first or row.start >= start_of(scope.first, step)]
    if rows:
        _compare_up_to_today(rows[0], asked)
    return rows


def _compare_up_to_today(latest, scope):
    until = same_day_before(latest.start, latest.step)
    before = start_before(latest.start, latest.step)
    if until is None or until < (scope.first or before):
        return
    told = numbers(scope.within(Scope(before, until)), latest.step)
    latest.until, latest.before = until, told.get(before, dict.fromkeys(MEASURES, 0))


def _within(scope, start, step):
    last = start_after(start, step) - timedelta(days=1)
    return scope.narrowed(first=max(start, scope.first or start), last=min(last, scope.last or last))


class TrendsView(Screen):
    """How it goes, year by year, quarter by quarter or month by month, each beside the one before."""

    page_title = gettext_lazy("Trends")
    header_icon = "history"
    index_url_name = "reports:trends"
    index_results_url_name = "reports:trends_results"
    filterset_class = TrendsFilterSet
    introduction = gettext_lazy(
        "A change compares with the row below, whatever the filters leave; “n/a” where that was 0. What is still running is "
        "compared with the row below up to the same day. Activities known only to the year stand in years, not in quarters "
        "and months."
    )

    def get_pictures(self):
        head = (_("Period"), _("Participations"))
        return [charts.timeline(_("Participations over time"), head, self.object_list, "participations")]

    def get_rows(self):
        return trend(self.scope, self.filters.asked.get("by") or "year")

    @cached_property
    def columns(self):
        numbers = [
            ChangingColumn("participations", measure="participants"),
            ChangingColumn("people", measure="participants"),
            ChangingColumn("organisations", measure="organisations"),
            ChangingColumn("completions", rule="completers", label=_("Completions"), measure="completers"),
        ]
        columns = [NameColumn("name", _("Period")), *numbers]
        for column in columns:
            column.sort_key = None
        return columns

    @cached_property
    def exported_columns(self):
        name, *numbers = self.columns
        told = [name]
        for column in numbers:
            label = _("%(figure)s, change %%") % {"figure": column.label}
            told += [column, ChangeColumn(f"{column.name}_change", rule="change", label=label)]
        return [*told, Column("note", label=_("Compared"))]
