"""Correcting affiliation snapshots in the admin: choose, see the effects, give a reason, confirm."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from learning.core.errors import BusinessError
from learning.people.admin import organisation_chooser
from learning.people.models import Organisation
from learning.people.reference.places import country_name

from ..enrolment import correction
from ..enrolment.correction_effects import changed_figures
from ..models import Enrolment
from .participant_action import ParticipantAction


class ChoiceForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.canonical(),
        label=gettext_lazy("They came for"),
        required=False,
        widget=organisation_chooser.widget_class(),
        help_text=gettext_lazy(
            "Left empty, the organisation that each names stays, and is read anew: its kind, its country, and whether "
            "it was a member on the first day."
        ),
    )


class CorrectionReasonForm(ChoiceForm):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        help_text=gettext_lazy("The reason is stored in the audit log. Do not name people in it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget = forms.HiddenInput()


class CorrectOrganisation(ParticipantAction):
    display_name = gettext_lazy("Correct the organisation")
    aria_label = gettext_lazy("Correct the organisation of the selected participants")
    action_type, action_priority = "restamp", 50
    template_name = "activities/admin/restamp.html"
    question = gettext_lazy(
        "Which organisation did these people represent? The organisation on an enrolment never changes by itself."
    )

    def post(self, request, *args, **kwargs):
        asked = request.POST.get("organisation", "")
        if asked and not (asked.isdecimal() and len(asked) < 19):
            raise Http404
        return super().post(request, *args, **kwargs)

    def get_form_class(self):
        return CorrectionReasonForm if "confirmed" in self.request.POST else ChoiceForm

    def form_valid(self, form):
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        why = CorrectionReasonForm(initial=form.cleaned_data)
        return self.render_to_response(self.get_context_data(form=why, **self.look(form)))

    def form_invalid(self, form):
        known = "organisation" not in form.errors
        return self.render_to_response(self.get_context_data(form=form, **(self.look(form) if known else {})))

    def look(self, form):
        enrolments, _others = self.get_actionable_objects()
        corrections = correction.look(self.as_queryset(enrolments), form.cleaned_data["organisation"])
        lines = [(one.enrolment.person.canonical, in_words(one.before), in_words(one.after)) for one in corrections]
        return {
            "lines": lines,
            "moved": changed_figures(corrections),
            "is_needed": any(one.is_needed for one in corrections),
            "refused": refusal(corrections),
        }

    @staticmethod
    def as_queryset(enrolments):
        return Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in enrolments])

    @classmethod
    def execute_action(cls, objects, action=None, **kwargs):
        asked = action.cleaned_form.cleaned_data
        try:
            done = correction.correct_snapshots(
                cls.as_queryset(objects), asked["organisation"], by=action.request.user, reason=asked["reason"]
            )
        except BusinessError as refused:
            messages.error(action.request, str(refused))
            return None, 0
        return len(done), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        done = num_parent_objects
        if done == 0:
            return _("All of them had this organisation already. Nothing was changed.")
        said = ngettext("Corrected for %(done)d person.", "Corrected for %(done)d people.", done or 0)
        return said % {"done": done} if done else None


def refusal(corrections):
    try:
        correction.refuse_confirmed(corrections)
    except BusinessError as refused:
        return str(refused)
    return ""


def in_words(whom):
    if whom.organisation is None:
        return _("Nobody")
    kind = Organisation.Kind(whom.organisation_kind).label if whom.organisation_kind else ""
    facts = [str(kind), country_name(whom.country), _("member") if whom.is_member else _("not a member")]
    return " · ".join([str(whom.organisation), *filter(None, facts)])
