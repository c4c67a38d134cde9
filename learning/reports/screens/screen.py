"""The base of all screens: Wagtail's report view with one scope, totals, charts and three file formats."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from learning.activities.models import Activity
from learning.people import audit_log

from ..exports.listing import ExportedListing
from ..exports.whole_list import WholeList
from ..measures.definitions import VERSION, rule_of
from ..permissions import SEE_PEOPLE
from ..scope import description
from .columns import per_cent
from .filters import ScopeFilterSet

INDEX = gettext_lazy("Figures")


@dataclass
class Total:
    """A figure of everything the filters leave. `text` is as printed, a share with its coverage and all."""

    text: str
    label: str
    rule: str
    url: str = ""

    @property
    def rule_url(self):
        return rule_of(self.rule).url


def share_of_women(figures, url):
    """[Total], never without the coverage; [] where fewer than five answered."""
    if figures.women_share is None:
        return []
    label = _("women (of %(coverage)s who answered)") % {"coverage": per_cent(figures.coverage)}
    return [Total(per_cent(figures.women_share), label, "women", url)]


class OfFigures:
    """A view of figures: who may open it, what it may show, and the way back to the list of all of them."""

    any_permission_required = None
    permission_policy = ModelPermissionPolicy(Activity)
    permission_required = "view"
    header_icon = "table"
    # What stands in the head of every file about small numbers.
    suppression = gettext_lazy("No share of fewer than 5 people is shown.")

    @cached_property
    def sees_people(self):
        return self.request.user.has_perm(SEE_PEOPLE)

    def get_breadcrumbs_items(self):
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse("reports:index"), "label": INDEX}, here]

    def people_url(self, measure, scope):
        """Where the people behind a number are listed; "" for who may not see them."""
        if not self.sees_people or scope is None:
            return ""
        return f"{reverse('reports:people')}?{urlencode({'measure': measure, **scope.query()})}"

    def log_the_look(self, details):
        """Record who looks at tables of gender and answers without hidden numbers (counting.md)."""
        asked = sorted(name for name, value in self.request.GET.items() if value)
        screen = self.request.resolver_match.url_name.removesuffix("_results")
        details = {"screen": screen, "filters": asked, **details}
        audit_log.record(audit_log.Action.FIGURES_SEEN, self.request.user, details=details)


class Screen(OfFigures, WholeList, ExportedListing, ReportView):
    """A screen gives `get_rows()`, `columns`, and what else it says; each row has the attributes its columns name.

    Rows are few (regions, months, members, activities): they are searched, ordered and paged as a list.
    """

    template_name = "reports/screens/screen.html"
    results_template_name = "reports/screens/screen_results.html"
    filterset_class = ScopeFilterSet
    paginate_by = 100
    introduction = ""
    # Said where nothing at all is there, whatever the filters.
    nothing_yet = gettext_lazy("No one has taken part yet.")

    @cached_property
    def scope(self):
        return self.filters.scope

    def get_filtered_queryset(self):
        if not self.has_readable_filters:
            return []
        rows = self.get_rows()
        if self.is_searching:
            asked = self.search_query.casefold()
            rows = [
                row for row in rows if any(asked in str(getattr(row, name)).casefold() for name in self.search_fields)
            ]
        return self.ordered(rows)

    def ordered(self, rows):
        if not self.ordering:
            return rows
        name = self.ordering.removeprefix("-")
        known = [row for row in rows if getattr(row, name) is not None]
        unknown = [row for row in rows if getattr(row, name) is None]
        known.sort(key=lambda row: _sortable(getattr(row, name)), reverse=self.ordering.startswith("-"))
        return known + unknown

    def get_totals(self):
        """[Total] of all that the filters leave, above the table and in the head of the files."""
        return []

    def get_pictures(self):
        """[drawing] of all rows that the filters leave, above the table."""
        return []

    @cached_property
    def totals(self):
        return self.get_totals()

    def get_table(self, object_list):
        table = super().get_table(object_list)
        table.screen = self
        return table

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if self.is_export:
            return context
        told = {
            "totals": self.totals,
            "pictures": [picture for picture in self.get_pictures() if picture] if self.object_list else [],
            "introduction": self.introduction,
            "nothing_yet": self.nothing_yet,
            "told": description.scope_in_words(self.scope),
        }
        return {**context, **told, "version": VERSION, "suppression": self.suppression}

    def get_head(self):
        chosen = [(one.field_label, one.value) for one in self._other_filters()]
        search = [(_("Search"), self.search_query)] if self.is_searching else []
        totals = [(total.label, total.text) for total in self.totals]
        small = (_("Small numbers"), self.suppression)
        return [*description.head(self.scope), *chosen, *search, *totals, small]

    def _other_filters(self):
        """Wagtail's words for the filters that are no part of the scope."""
        of_scope = {f"id_{name}" for name in ScopeFilterSet.base_filters} | {"id_region"}
        return [one for one in self.active_filters if not any(one.auto_id.startswith(name) for name in of_scope)]

    @cached_property
    def exported_columns(self):
        """Those of the screen, a number in a column of its own."""
        return self.columns

    @cached_property
    def list_export(self):
        return [column.name for column in self.exported_columns]

    @cached_property
    def export_headings(self):
        return {column.name: column.label for column in self.exported_columns}

    def to_row_dict(self, row):
        return {column.name: column.get_value(row) for column in self.exported_columns}

    def get_filename(self):
        name = self.index_url_name.partition(":")[2]
        return "-".join([name, *self.scope.query().values(), f"rules-v{VERSION}"])


def _sortable(value):
    return value.casefold() if isinstance(value, str) else value
