from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.people.models import Organisation
from learning.people.reference.places import Region, country_name

from ..queries import breakdowns
from ..scope.scopes import Scope
from . import charts
from .columns import CoveredColumn, NameColumn, NumberColumn, ShareColumn, number
from .filters import RegionsFilterSet, choice
from .screen import Screen, Total, share_of_women


class PlacesFilterSet(RegionsFilterSet):
    REGION, COUNTRY, KIND = "region", "country", "organisation_kind"

    LABELS = {
        REGION: gettext_lazy("Regions"),
        COUNTRY: gettext_lazy("Countries"),
        KIND: gettext_lazy("Kinds of organisation"),
    }

    by = choice(gettext_lazy("Rows"), list(LABELS.items()))


@dataclass
class PlaceRow:
    name: str
    tally: breakdowns.Tally
    scope: Scope | None

    def __getattr__(self, name):
        return getattr(self.tally, name)


class RegionsView(Screen):
    """Where participants come from. Gender beside it only for who may see people: this table takes any filter."""

    page_title = gettext_lazy("Regions and gender")
    header_icon = "globe"
    index_url_name = "reports:regions"
    index_results_url_name = "reports:regions_results"
    filterset_class = PlacesFilterSet
    default_ordering = "-people"
    introduction = gettext_lazy(
        "By the organisations that people came for, as it was when they took part. A person who came for two regions "
        "stands in both: rows are not added up."
    )

    def get(self, request, *args, **kwargs):
        if self.sees_people:
            self.log_the_look({"measure": "gender"})
        return super().get(request, *args, **kwargs)

    @cached_property
    def by(self):
        return self.filters.asked.get("by") or PlacesFilterSet.REGION

    @cached_property
    def tables(self):
        return breakdowns.tables(self.scope, self.by)

    def get_rows(self):
        found = self.tables.by[self.by]
        return [PlaceRow(self.name_of(value), tally, self.scope_of(value)) for value, tally in found.items()]

    def name_of(self, value):
        if not value:
            return _("Not known")
        if self.by == PlacesFilterSet.COUNTRY:
            return country_name(value)
        return str((Region if self.by == PlacesFilterSet.REGION else Organisation.Kind)(value).label)

    def scope_of(self, value):
        """That of the people of a row; of those who came from nowhere known there is none."""
        return self.scope.narrowed(**{self.by: value}) if value else None

    @cached_property
    def columns(self):
        where = [
            NameColumn("name", _("Where from")),
            NumberColumn("participations", measure="participants"),
            NumberColumn("people", measure="participants"),
            NumberColumn("organisations", measure="organisations"),
            NumberColumn("members", measure="members"),
            NumberColumn("countries", measure="countries"),
        ]
        return [*where, *self.gender_columns()] if self.sees_people else where

    @staticmethod
    def gender_columns():
        return [
            NumberColumn("women", measure="women"),
            NumberColumn("men", rule="women", label=_("Men"), measure="men"),
            NumberColumn("others", rule="women", label=_("Non-binary or another"), measure="others"),
            NumberColumn("silent", rule="women", label=_("No answer")),
            CoveredColumn("women_share", label=_("Women, of those who answered")),
        ]

    @cached_property
    def exported_columns(self):
        coverage = [ShareColumn("coverage", label=_("Who answered"))] if self.sees_people else []
        return [*self.columns, *coverage]

    def get_pictures(self):
        people = [(row.name, row.people) for row in self.object_list]
        label = PlacesFilterSet.LABELS[self.by]
        return [
            charts.world(self.tables.came),
            charts.bars(_("People, by where they came from"), (label, _("People")), people),
        ]

    def get_totals(self):
        total = self.tables.whole

        def told(name, measure):
            return number(getattr(total, name)), self.people_url(measure, self.scope)

        found = []
        for name, measure, label in (
            ("participations", "participants", _("participations")),
            ("people", "participants", _("people")),
            ("organisations", "organisations", _("organisations")),
            ("countries", "countries", _("countries")),
        ):
            text, url = told(name, measure)
            found.append(Total(text, label, name, url))
        return found + share_of_women(total, self.people_url("women", self.scope)) if self.sees_people else found
