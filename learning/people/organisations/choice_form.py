"""A form in which people choose or propose their organisation."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from ..names import clean_name, fold
from . import lookup

NEW = "new"


class OrganisationChoiceForm(forms.Form):
    """The part of a form in which someone says which organisation they come for. It works without JavaScript.

    Stands alone or as a base class, drawn like any form. Give it `person` (canonical, or None); the field starts
    with their organisation:

        form = OrganisationChoiceForm(request.POST or None, person=person)
        if form.is_valid():
            organisation = form.chosen_organisation()

    What was typed is resolved by name, alias or label. Where that leaves a doubt the form is invalid, and
    `organisation_choice`, hidden until then, offers look-alikes as radio buttons; the last of them, "mine is not
    here", makes `chosen_organisation` propose what was typed. On pages that load js/organisation.js the text field
    suggests while one types. Call `chosen_organisation` once, in the transaction that uses its answer: it may write.
    """

    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        help_text=_(
            "The city, region or other organisation that you represent. You can write its name in any language."
        ),
        error_messages={"required": _("Enter the organisation that you represent.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "organization", "data-suggestions": reverse_lazy("organisation_suggestions")}
        ),
    )
    organisation_choice = forms.CharField(label=_("Which one is it?"), required=False, widget=forms.HiddenInput)
    organisation_asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self._chosen = person, None
        self.expected = lookup.expected_of(person)
        if self.expected:
            self.initial.setdefault("organisation", self.expected.label)
            if not person.organisation_id:
                self.fields["organisation"].help_text = _(
                    "Your e-mail address belongs to this organisation. If you represent another one, write its name."
                )

    def clean_organisation(self):
        text = clean_name(self.cleaned_data["organisation"])
        if not fold(text):
            raise forms.ValidationError(_("Write the name in letters."))
        return text

    def clean(self):
        cleaned = super().clean()
        if text := self.cleaned_data.get("organisation"):
            answered = self.cleaned_data.get("organisation_asked") == text
            self._resolve(text, self.cleaned_data.get("organisation_choice") if answered else "")
        return cleaned

    def chosen_organisation(self):
        """The canonical organisation they chose. Proposes it where they said that it isn't in the list."""
        return lookup.propose(self.cleaned_data["organisation"], self.person) if self._chosen == NEW else self._chosen

    def _resolve(self, text, answer):
        if self.expected and fold(text) in {fold(self.expected.label), self.expected.folded} and not answer:
            self._chosen = self.expected
            return
        named = lookup.exactly(text, self.person)
        if len(named) == 1 and not answer:
            self._chosen = named[0]
            return
        offered = {str(body.uuid): body for body in lookup.look_alikes(text, self.person)}
        self._chosen = NEW if answer == NEW else offered.get(answer)
        self._ask(text, offered, answer)
        if self._chosen is None:
            self.add_error("organisation", self._doubt(named, offered))

    def _doubt(self, named, offered):
        if named:
            return _("Several organisations have this name. Choose yours below.")
        if offered:
            return _("We don't know this name. Choose yours below, or propose it.")
        return _("We don't know this organisation yet. Propose it below, or correct the name.")

    def _ask(self, text, offered, answer):
        """Draw the radio buttons, with the answer they had, and remember for which text they were drawn."""
        propose = _("Mine is not here: propose “%(name)s”") % {"name": text}
        choices = [(key, _told_apart(body)) for key, body in offered.items()]
        self.fields["organisation_choice"].widget = forms.RadioSelect(choices=[*choices, (NEW, propose)])
        self.data = self.data.copy()
        self.data[self.add_prefix("organisation_asked")] = text
        self.data[self.add_prefix("organisation_choice")] = answer or ("" if offered else NEW)


def _told_apart(body):
    place = body.place if fold(body.place) not in body.folded else ""
    return " · ".join(str(part) for part in (body.label, place, body.get_kind_display()) if part)
