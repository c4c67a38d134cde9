import django_filters
from django import forms
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..choices import ActionLine, EnrolmentStatus, Kind, Role, Status
from ..enrolment.counts import COUNTED
from ..models import Activity, Enrolment, Theme

COUNTED_AS = [
    ("enrolled", _("Takes a seat")),
    ("queueing", _("Waits for one")),
    ("took_part", _("Took part")),
    ("completed", _("Completed")),
    ("replayed", _("Watched the recording")),
]
TIMES = {"upcoming": _("Upcoming"), "any_time": _("Any time"), "past": _("Past")}


def years():
    begun = Activity.objects.order_by().with_begin().exclude(begin=None)
    found = begun.values_list(ExtractYear("begin"), flat=True).distinct()
    return [(year, year) for year in sorted(found, reverse=True)]


def _choice(label, choices, **kwargs):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
    )


class ActivityFilterSet(WagtailFilterSet):
    time = _choice(_("Time"), list(TIMES.items()), method="filter_time")
    year = _choice(_("Year"), years, field_name="begin__year")
    kind = _choice(_("Kind"), Kind.choices)
    status = _choice(_("Status"), Status.choices)
    action_line = _choice(_("Action line"), ActionLine.choices)
    themes = django_filters.ModelChoiceFilter(
        label=_("Theme"), queryset=Theme.objects.all(), empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = Activity
        fields = ["time", "year", "kind", "status", "action_line", "themes"]

    def filter_time(self, activities, name, value):
        return getattr(activities, value)()


class ParticipantFilterSet(WagtailFilterSet):
    counted = _choice(_("Counted as"), COUNTED_AS, method="filter_counted")
    status = _choice(_("Status"), EnrolmentStatus.choices)
    role = _choice(_("Role"), Role.choices)
    is_member = _choice(_("Organisation"), [("True", _("Member")), ("False", _("Non-member"))], method="filter_member")

    class Meta:
        model = Enrolment
        fields = ["counted", "status", "role", "is_member"]

    def filter_counted(self, enrolments, name, value):
        return enrolments.filter(COUNTED[value])

    def filter_member(self, enrolments, name, value):
        return enrolments.filter(is_member=value == "True", organisation__isnull=False)
