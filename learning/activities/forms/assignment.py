from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from . import local_times


class AssignmentForm(WagtailAdminModelForm):
    """Edit form of an assignment. The due date is read in the assignment's time zone."""

    due_at = local_times.MomentField(
        label=gettext_lazy("Due"),
        required=False,
        help_text=gettext_lazy("On the clock of the time zone beside. Empty: at any time."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.due_at:
            self.initial["due_at"] = local_times.on_clock(self.instance.due_at, self.instance.time_zone)

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("time_zone"):
            local_times.place(self, ["due_at"], self.cleaned_data["time_zone"])
        needed = self.cleaned_data.get("pass_points")
        if needed and needed > self._out_of():
            self.add_error("pass_points", _("The criteria give fewer points than that."))
        return cleaned

    def _out_of(self):
        rows = [form.cleaned_data for form in self.formsets["criteria"].forms if form.is_valid()]
        return sum(row.get("points") or 0 for row in rows if not row.get("DELETE"))
