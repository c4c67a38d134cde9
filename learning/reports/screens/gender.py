from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.people.reference.places import Region

from ..models import PublishedTable
from ..monthly_tables.published_tables import published_tables
from ..scope.scopes import Scope
from .columns import CoveredColumn, NameColumn, NumberColumn, ShareColumn, TextColumn
from .screen import Screen


@dataclass
class NamedTable:
    name: str
    table: PublishedTable

    def __getattr__(self, name):
        return getattr(self.table, name)

    @property
    def note(self):
        return (
            ""
            if self.table.is_shown
            else _("Total only: a number of 1 to 4 people stands here or could be worked out, or all answered alike.")
        )


class GenderView(Screen):
    """The fixed tables that anyone who sees figures may see and print: no filter, no search, the same for everyone."""

    page_title = gettext_lazy("Women and men, for print")
    header_icon = "group"
    index_url_name = "reports:gender"
    index_results_url_name = "reports:gender_results"
    filterset_class = None
    scope = Scope()
    introduction = gettext_lazy(
        "These tables may be printed and passed on. They stand as of the end of a month, and change only once 5 or more "
        "people were added. Where a number of 1 to 4 people stands in one, or could be worked out from the others or from an "
        "earlier month, only its total is shown."
    )
    suppression = gettext_lazy(
        "A table with a number of 1 to 4 people, or in which all answered alike, shows its total only, and so does one from "
        "which such a number could be worked out with the others. No share of fewer than 5 people is shown."
    )
    nothing_yet = gettext_lazy("The first tables are made at the end of the month.")

    def get_rows(self):
        return [NamedTable(self.name_of(table), table) for table in published_tables()]

    @staticmethod
    def name_of(table):
        if table.family == "all":
            return _("All years")
        if table.family == "year":
            return str(table.value)
        return str(Region(table.value).label) if table.value else _("Region not known")

    @cached_property
    def columns(self):
        columns = [
            NameColumn("name", _("Table")),
            TextColumn("as_of", _("As of")),
            NumberColumn("people"),
            NumberColumn("women", rule="small_cells", label=_("Women")),
            NumberColumn("others", rule="small_cells", label=_("Others who answered")),
            NumberColumn("silent", rule="small_cells", label=_("No answer")),
            CoveredColumn("women_share", label=_("Women, of those who answered")),
        ]
        for column in columns:
            column.sort_key = None
        return columns

    @cached_property
    def exported_columns(self):
        return [*self.columns, ShareColumn("coverage", label=_("Who answered"))]
