from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from ..choices import Access, Status
from ..models import Presence
from . import local_times

WINDOW = ("opens_at", "closes_at")
# The others are actions: cancelling tells people, confirming closes the books.
BY_HAND = (Status.PLANNED, Status.HELD)


class ActivityForm(WagtailAdminModelForm):
    """Edit form of an activity. Times are read in the activity's time zone."""

    opens_at = local_times.MomentField(
        label=gettext_lazy("Enrolment opens"),
        required=False,
        help_text=gettext_lazy("Empty: at once. On the clock of the activity's time zone."),
    )
    closes_at = local_times.MomentField(
        label=gettext_lazy("Enrolment closes"),
        required=False,
        help_text=gettext_lazy("Empty: when the activity is over."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in WINDOW:
            moment = getattr(self.instance, name)
            self.initial[name] = moment and local_times.on_clock(moment, self.instance.time_zone)
        if "access" in self.fields and self.instance.access != Access.APPLICATION:
            # Applications are not possible yet: a page would say "By application" without a way to apply.
            self.fields["access"].choices = [one for one in Access.choices if one[0] != Access.APPLICATION]
        status = self.fields.get("status")
        if status and self.instance.status in BY_HAND:
            status.choices = [(value, label) for value, label in Status.choices if value in BY_HAND]
        elif status:
            status.disabled = True
        if "parent" in self.fields:
            self.fields["parent"].queryset = self.fields["parent"].queryset.exclude(pk=self.instance.pk)

    @property
    def zone(self):
        """Return the time zone, which session forms inherit."""
        return self.instance.time_zone

    def clean(self):
        cleaned = super().clean()
        zone = self.cleaned_data.get("time_zone")
        if zone:
            local_times.place(self, WINDOW, zone)
            for form in self.formsets["sessions"].forms if "sessions" in self.formsets else ():
                form.zone = zone
        return cleaned

    def is_valid(self):
        if "sessions" not in self.formsets or not super().is_valid():
            return super().is_valid()
        kept = self._sessions_with_evidence()
        for session in kept:
            message = _("People were present at “%(session)s”: it can't be removed.") % {"session": session}
            if message not in self.non_field_errors():
                self.add_error(None, forms.ValidationError(message))
        return not kept

    def _sessions_with_evidence(self):
        """List the sessions removed in the form that have presences."""
        removed = [form.instance for form in self.formsets["sessions"].deleted_forms if form.instance.pk]
        if not removed:
            return []
        seen = set(Presence.objects.filter(session__in=removed).values_list("session_id", flat=True))
        return [session for session in removed if session.pk in seen]
