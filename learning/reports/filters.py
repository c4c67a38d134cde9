import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from learning.activities.choices import ActionLine, Kind
from learning.activities.models import Activity

from . import queries


def _choice(label, choices, **kwargs):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
    )


class FiguresFilterSet(WagtailFilterSet):
    year = _choice(_("Year"), lambda: [(year, year) for year in queries.years()], method="filter_year")
    kind = _choice(_("Kind"), Kind.choices)
    action_line = _choice(_("Action line"), ActionLine.choices)

    class Meta:
        model = Activity
        fields = ["year", "kind", "action_line"]

    def filter_year(self, activities, name, value):
        return queries.in_year(activities, int(value))

    @property
    def chosen_year(self):
        """The year asked for, or None: for all years together, and for one that is no choice."""
        year = self.form.cleaned_data.get("year") if self.form.is_valid() else ""
        return int(year) if year else None
