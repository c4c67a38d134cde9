from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from learning.people.reference import places

from . import local_times


def zone_choices():
    return [("", _("As the activity")), *places.time_zone_choices()]


class SessionForm(WagtailAdminModelForm):
    """Form of a session. Times are read in its own time zone: 15:00 with Africa/Dakar is 15:00 in Dakar.

    `zone` is the activity's, for a session without one; `ActivityForm` keeps it up to date.
    """

    starts_at = local_times.MomentField(label=_("Starts"), help_text=_("On the clock of the time zone below."))
    ends_at = local_times.MomentField(label=_("Ends"))
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=zone_choices,
        help_text=_("15:00 with Africa/Dakar is 15:00 in Dakar. Readers see it in their own zone too."),
    )

    def __init__(self, *args, zone="UTC", **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        session = self.instance
        if session.starts_at is None:
            self.initial["time_zone"] = ""
            return
        for name in ("starts_at", "ends_at"):
            self.initial[name] = local_times.on_clock(getattr(session, name), session.time_zone)

    def clean(self):
        cleaned = super().clean()
        zone = self.cleaned_data.get("time_zone")
        if zone is None:
            return cleaned
        self.cleaned_data["time_zone"] = zone or self.zone
        local_times.place(self, ("starts_at", "ends_at"), zone or self.zone)
        starts_at, ends_at = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("A session can't end before it starts."))
        return cleaned
