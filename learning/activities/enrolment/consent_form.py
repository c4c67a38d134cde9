from django import forms
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Consent
from . import consents

WORDS = {
    Consent.Purpose.NEWSLETTER: (
        gettext_lazy("Send me the newsletter"),
        gettext_lazy("A few mails a year about new courses, webinars and trainings."),
    ),
    Consent.Purpose.PHOTO: (
        gettext_lazy("Photographs that show me at activities may be published"),
        gettext_lazy("On the association's pages and in its reports. They are used only with your consent."),
    ),
    Consent.Purpose.RECORDING: (
        gettext_lazy("Recordings in which I am seen or heard may be published"),
        gettext_lazy("On the page of the webinar or training. Without your consent, we cut you out."),
    ),
}


class ConsentForm(forms.Form):
    """A checkbox for each use of a person's data that needs consent, ticked only if they consented."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.standing = consents.current_consents(person)
        for purpose, (label, hint) in WORDS.items():
            consent = self.standing.get(purpose)
            self.fields[purpose] = forms.BooleanField(
                label=label,
                required=False,
                initial=consent is not None,
                help_text=f"{hint} {_said(consent)}" if consent else hint,
            )

    @transaction.atomic
    def save(self):
        for purpose, yes in self.cleaned_data.items():
            (consents.give if yes else consents.revoke)(self.person, purpose)


def _said(consent):
    return _("You said yes on %(day)s.") % {"day": date_format(consent.given_at, "DATE_FORMAT")}
