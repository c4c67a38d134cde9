"""Times that officers type are in the time zone of the activity, not in their own."""

from datetime import UTC
from zoneinfo import ZoneInfo

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput


class MomentField(forms.DateTimeField):
    """A date and time as typed: naive, until its form knows the time zone."""

    widget = AdminDateTimeInput

    def to_python(self, value):
        with timezone.override(UTC):
            moment = super().to_python(value)
        return moment and moment.replace(tzinfo=None)


def on_clock(moment, zone):
    """Return a stored moment as naive local time in `zone` (an IANA name)."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def place(form, names, zone):
    """Turn the cleaned moments `names` of `form` into instants in `zone`.

    A local time that does not exist or is ambiguous there is added as an error.
    """
    with timezone.override(ZoneInfo(zone)):
        for name in names:
            moment = form.cleaned_data.get(name)
            if moment is None:
                continue
            try:
                form.cleaned_data[name] = from_current_timezone(moment)
            except forms.ValidationError as error:
                form.add_error(name, error)
