from datetime import UTC, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from .models import Token, TokenScope

LONGEST = timedelta(days=366)


class TokenForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("May read"), choices=TokenScope.choices, widget=forms.CheckboxSelectMultiple
    )
    last_day = forms.DateField(
        label=_("Last day"), widget=AdminDateInput, help_text=_("At most a year from now; a new one can be made then.")
    )

    class Meta:
        model = Token
        fields = ["name"]

    def clean_last_day(self):
        day, today = self.cleaned_data["last_day"], timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today to a year from now."))
        return day

    @property
    def expires_at(self):
        """The end of the last day, in UTC."""
        return datetime.combine(self.cleaned_data["last_day"] + timedelta(days=1), time(), UTC)
