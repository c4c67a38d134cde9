import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from learning.activities.models import Activity

from ..choices import Kind, State
from ..models import Certificate


def _choice(label, choices, **kwargs):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
    )


class CertificateFilterSet(WagtailFilterSet):
    state = _choice(_("State"), State.choices, method="filter_state")
    kind = _choice(_("Kind"), Kind.choices)
    issued_at = django_filters.DateFromToRangeFilter(label=_("Issued"), widget=DateRangePickerWidget)
    activity = django_filters.ModelChoiceFilter(
        label=_("Activity"),
        field_name="enrolment__activity",
        queryset=Activity.objects.filter(enrolments__certificates__isnull=False).distinct(),
    )

    class Meta:
        model = Certificate
        fields = ["state", "kind", "issued_at", "activity"]

    def filter_state(self, certificates, name, value):
        return certificates.in_state(value)
