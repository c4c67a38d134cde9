from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from learning.people.models import Person
from learning.people.organisations.choice_form import OrganisationChoiceForm

from . import actions as enrolment_actions


class EnrolForm(OrganisationChoiceForm):
    """Form to enrol: name and organisation. What the profile lacks is saved in it."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As it should appear on your record."),
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "organisation", "organisation_choice", "organisation_asked"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.initial.setdefault("name", person.name)

    @transaction.atomic
    def enrol(self, activity):
        """Save the profile and enrol the person in `activity`.

        If a `BusinessError` is raised, nothing is saved, neither the name nor a proposed organisation.
        """
        organisation = self.chosen_organisation()
        person = Person.objects.select_for_update(of=("self",)).get(pk=self.person.pk)
        before = person.name, person.organisation
        person.name, person.organisation = self.cleaned_data["name"], person.organisation or organisation
        if (person.name, person.organisation) != before:
            person.save(update_fields=["name", "organisation"])
        return enrolment_actions.enrol(activity, person, organisation=organisation, by=self.person.user)
