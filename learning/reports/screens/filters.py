"""Filters of the screens: every choice becomes part of one `Scope`."""

import django_filters
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from learning.activities.choices import ActionLine, Kind, Mode
from learning.activities.models import Activity
from learning.people.models import Organisation
from learning.people.reference.places import Region

from ..queries import calendar_periods
from ..scope.scopes import BadScope, Scope

NAMES = ("year", "kind", "action_line", "plan", "mode", "is_training", "region")


def choice(label, choices, **kwargs):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
    )


def years():
    return [(year, year) for year in calendar_periods.years()]


def plans():
    found = Activity.objects.exclude(plan="").order_by("-plan").values_list("plan", flat=True).distinct()
    return [(plan, plan) for plan in found]


class ScopeFilterSet(WagtailFilterSet):
    """A year, or any period. A choice that is none, or a year with a period, is refused: see `StrictFilters`."""

    year = choice(_("Year"), years)
    period = django_filters.DateFromToRangeFilter(label=_("Period"), widget=DateRangePickerWidget)
    kind = choice(_("Kind of activity"), Kind.choices)
    action_line = choice(_("Action line"), ActionLine.choices)
    plan = choice(_("Action plan"), plans)
    mode = choice(_("Mode"), Mode.choices)
    is_training = choice(_("Training"), [("1", _("Counts as training"))])

    class Meta:
        model = Activity
        fields = []

    @property
    def asked(self):
        return self.form.cleaned_data if self.form.is_valid() else {}

    def is_valid(self):
        return super().is_valid() and self._scope is not None

    @property
    def scope(self):
        return self._scope or Scope()

    @cached_property
    def _scope(self):
        try:
            return self._read()
        except BadScope as bad:
            self.form.add_error("year", str(bad))
            return None

    def _read(self):
        told = {name: self.asked.get(name) for name in NAMES}
        if period := self.asked.get("period"):
            told |= {
                name: day and day.date().isoformat() for name, day in (("from", period.start), ("to", period.stop))
            }
        return Scope.parse(told)


class ActivitiesFilterSet(ScopeFilterSet):
    """For a list of the activities themselves, which the database filters."""

    def filter_queryset(self, activities):
        scope = self.scope
        if not scope.has_period and not scope.is_narrowed:
            return activities
        return activities.filter(pk__in=scope.activities().values("pk"))


class RegionsFilterSet(ScopeFilterSet):
    region = choice(_("Region"), Region.choices)


class MembersFilterSet(RegionsFilterSet):
    NEVER, NOT_NOW, NOW = "never", "not_now", "now"

    took_part = choice(
        _("Took part"),
        [(NOW, _("In this period")), (NOT_NOW, _("Not in this period")), (NEVER, _("Never took part"))],
    )
    organisation_kind = choice(_("Kind of organisation"), Organisation.Kind.choices)
