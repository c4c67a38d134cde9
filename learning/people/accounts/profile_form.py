from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogContext

from ..changes import change
from ..models import Gender, Person
from ..organisations.choice_form import OrganisationChoiceForm
from ..reference.places import time_zones_by_continent


def languages():
    """Each in its own name, for those who can't read the page they are on."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class ProfileForm(OrganisationChoiceForm, forms.ModelForm):
    """Who someone is, in their own words. `zone` is the time zone that their browser tells."""

    language = forms.ChoiceField(
        label=_("Language"), choices=languages, help_text=_("Of this site and of our mail to you.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", _("The one of my device")), ("UTC", "UTC"), *time_zones_by_continent()],
        help_text=_("Dates and times are shown in it, here and in our mail."),
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=lambda: [*Gender.choices, ("", _("No answer"))],
        widget=forms.RadioSelect,
        help_text=_(
            "You need not answer. The association reports how many women and men take part; only such totals are "
            "shown, never an answer of one person."
        ),
    )
    field_order = [
        "name",
        "job_title",
        "organisation",
        "organisation_choice",
        "organisation_asked",
        "language",
        "time_zone",
        "gender",
    ]

    class Meta:
        model = Person
        fields = ["name", "job_title", "language", "time_zone", "gender"]
        labels = {"name": _("Your name"), "job_title": _("Job title")}
        help_texts = {"name": _("As it should appear on your record.")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "job_title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
        }

    def __init__(self, *args, person, zone="", **kwargs):
        super().__init__(*args, person=person, instance=person, **kwargs)
        self.fields["name"].required = True
        self.initial["time_zone"] = person.time_zone or zone

    @transaction.atomic
    def save(self):
        """The person, with the organisation they chose, which is proposed where it is new."""
        self.instance.organisation = self.chosen_organisation()
        with LogContext(user=self.instance.user):
            return change(self.instance, [*self.Meta.fields, "organisation"])
