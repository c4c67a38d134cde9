from django import forms
from django.utils.translation import gettext_lazy as _

from learning.people.accounts.email_addresses import AddressField
from learning.people.organisations.choice_form import OrganisationChoiceForm

from ..enrolment import pasted_addresses
from ..models import Session

MOST = 500


class AddressesField(forms.CharField):
    """Field for pasted addresses, at most `most`. Cleaned to (entries, unreadable) of `pasted_addresses.read`."""

    def __init__(self, *, most, rows, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false", "autocomplete": "off"})
        sentences = {"required": _("Paste at least one address.")}
        super().__init__(widget=widget, error_messages=sentences, **kwargs)
        self.most = most

    def clean(self, value):
        entries, unreadable = pasted_addresses.read(super().clean(value))
        if len(entries) > self.most:
            raise forms.ValidationError(_("At most %(most)d addresses at once, please."), params={"most": self.most})
        if not entries:
            raise forms.ValidationError(_("There is no e-mail address in it."))
        return entries, unreadable


class PastedForm(forms.Form):
    text = AddressesField(
        label=_("E-mail addresses"),
        max_length=60_000,
        most=MOST,
        rows=12,
        help_text=_(
            "Paste them as they are, with any separators. “Ana Rivera <ana@city.example>” keeps the name. "
            "You see what becomes of each before anything happens."
        ),
    )


class InviteForm(OrganisationChoiceForm):
    """Form that confirms an invitation, with one organisation for all people whose own is not known."""

    text = forms.CharField(max_length=60_000, widget=forms.HiddenInput)

    def __init__(self, *args, asks_organisation, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_organisation:
            for name in ("organisation", "organisation_choice", "organisation_asked"):
                del self.fields[name]
        else:
            self.fields["organisation"].label = _("Organisation of those without one")
            self.fields["organisation"].help_text = _(
                "The organisation that they represent. You can write its name in any language."
            )

    def clean(self):
        return super().clean() if "organisation" in self.fields else self.cleaned_data

    def chosen_organisation(self):
        return super().chosen_organisation() if "organisation" in self.fields else None


class WalkInForm(OrganisationChoiceForm):
    session = forms.ModelChoiceField(label=_("Session"), queryset=Session.objects.none(), empty_label=None)
    name = forms.CharField(label=_("Name"), max_length=150, error_messages={"required": _("Write their name.")})
    email = AddressField(
        label=_("E-mail address"),
        required=False,
        help_text=_("With it, their record finds them when they sign up. Without, they count as someone new."),
    )
    field_order = ["session", "name", "email", "organisation", "organisation_choice", "organisation_asked"]

    def __init__(self, *args, activity, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = activity.sessions.all()
        self.fields["organisation"].help_text = _("The city, region or other organisation that they represent.")
