"""Giving accommodations to the chosen participants of a course."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.activities.admin.participant_action import ParticipantAction
from learning.activities.choices import Kind

from ..quizzes import accommodations


class AccommodationForm(forms.Form):
    extra_time = forms.TypedChoiceField(
        label=_("Extra time"),
        coerce=int,
        choices=[(0, _("None")), *[(share, f"+{share} %") for share in (10, 25, 33, 50, 75, 100, 200)]],
        initial=25,
        help_text=_("Added to the time limit of every quiz here, and at once to an attempt under way."),
    )
    extra_attempts = forms.IntegerField(
        label=_("Extra attempts"), min_value=0, max_value=20, initial=0, help_text=_("At every quiz here.")
    )


class Accommodate(ParticipantAction):
    display_name = _("Extra time or attempts")
    aria_label = _("Give the selected participants extra time or attempts at quizzes")
    action_type, action_priority = "accommodate", 60
    question = _(
        "How much more do these people get at the quizzes? What they have had so far is replaced. Why is not asked, and "
        "please write it nowhere."
    )
    form_class = AccommodationForm

    @classmethod
    def is_possible(cls, enrolment):
        return enrolment.is_enrolled and enrolment.activity.kind == Kind.COURSE

    def action(self, enrolment):
        accommodations.accommodate(enrolment, by=self.request.user, **self.cleaned_form.cleaned_data)
