import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from learning.activities.choices import ActionLine, Kind
from learning.activities.models import Activity

from . import calendars
from .scopes import Scope


def _choice(label, choices, **kwargs):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
    )


class FiguresFilterSet(WagtailFilterSet):
    year = _choice(_("Year"), lambda: [(year, year) for year in calendars.years()], method="filter_year")
    kind = _choice(_("Kind"), Kind.choices)
    action_line = _choice(_("Action line"), ActionLine.choices)

    class Meta:
        model = Activity
        fields = ["year", "kind", "action_line"]

    def filter_year(self, activities, name, value):
        return activities.filter(pk__in=Scope.of_year(int(value)).activities().values("pk"))

    @property
    def scope(self):
        """What is asked for; of a choice that is none, nothing is narrowed."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        return Scope.parse({name: asked.get(name) for name in self.Meta.fields})
