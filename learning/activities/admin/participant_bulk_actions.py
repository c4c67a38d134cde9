"""Bulk actions on participants: a page that asks, then the action for each."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.core.admin_kit.row_actions import row_actions

from ..choices import Completion, Role
from ..completion import actions as completion_actions
from ..enrolment import actions as enrolment_actions
from ..enrolment import roles
from .participant_action import ParticipantAction
from .snapshot_correction import CorrectOrganisation


class ParticipantReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Stored with the change. Participants don't see it."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role, widget=forms.RadioSelect)


class Withdraw(ParticipantAction):
    display_name = pgettext_lazy("someone else", "Withdraw")
    aria_label = _("Withdraw the selected participants")
    action_type, action_priority = "withdraw", 10
    question = _("Withdraw these people? Each gets an e-mail, and the next person on the waiting list gets the place.")
    classes = {"serious"}
    form_class = ParticipantReasonForm

    @classmethod
    def is_possible(cls, enrolment):
        return enrolment.is_enrolled or enrolment.is_waiting

    def action(self, enrolment):
        reason = self.cleaned_form.cleaned_data["reason"]
        enrolment_actions.withdraw(enrolment, by=self.request.user, reason=reason)


class MarkComplete(ParticipantAction):
    display_name, aria_label = _("Mark complete"), _("Mark the selected participants as having completed it")
    action_type, action_priority = "mark_complete", 20
    question = _("Mark these people as having completed the activity? Each gets a mail.")

    @classmethod
    def is_possible(cls, enrolment):
        return enrolment.completed_at is None

    def action(self, enrolment):
        completion_actions.mark_complete(enrolment, by=self.request.user)


class UnmarkComplete(ParticipantAction):
    display_name, aria_label = _("Take completion back"), _("Take back the completion of the selected participants")
    action_type, action_priority = "unmark_complete", 30
    question = _("Take the completion of these people back? What lessons or attendance proved stays.")

    @classmethod
    def is_possible(cls, enrolment):
        return enrolment.completed_by == Completion.OFFICER

    def action(self, enrolment):
        completion_actions.unmark_complete(enrolment, by=self.request.user)


class ChangeRole(ParticipantAction):
    display_name, aria_label = _("Change role"), _("Change the role of the selected participants")
    action_type, action_priority = "change_role", 40
    question = _("Which role have these people? Only participants take a seat and are counted.")
    form_class = RoleForm

    def action(self, enrolment):
        roles.change_role(enrolment, self.cleaned_form.cleaned_data["role"], by=self.request.user)


ACTIONS = (Withdraw, MarkComplete, UnmarkComplete, ChangeRole, CorrectOrganisation)


def buttons_for(enrolment, back):
    """Return the menu of actions on this enrolment, shown behind its name."""
    label = _("What to do with “%(name)s”") % {"name": enrolment.person}
    return row_actions(ACTIONS, enrolment, back=back, label=label)
