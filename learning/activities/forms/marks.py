from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.core.errors import BusinessError

from ..assignments import mark_actions


class MarkForm(forms.Form):
    """Points for each criterion of the rubric, and feedback to the learner."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, submission, **kwargs):
        self.submission = submission
        self.criteria = list(submission.assignment.criteria.all())
        given = {title: points for title, points, _out_of in submission.marks}
        initial = {f"criterion_{one.pk}": given.get(one.title) for one in self.criteria}
        initial |= {"feedback": submission.feedback, "seen": submission.submitted_at.isoformat()}
        super().__init__(*args, initial=initial, **kwargs)
        for criterion in self.criteria:
            self.fields[f"criterion_{criterion.pk}"] = forms.IntegerField(
                label=_("%(criterion)s (0 to %(most)d)") % {"criterion": criterion.title, "most": criterion.points},
                help_text=criterion.description,
                min_value=0,
                max_value=criterion.points,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.fields["feedback"] = forms.CharField(
            label=gettext_lazy("Feedback"),
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
            help_text=gettext_lazy("What is good, and what would make it better. Needed where it doesn't pass yet."),
        )

    def clean_seen(self):
        try:
            return parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None

    def clean(self):
        cleaned, needed = super().clean(), self.submission.assignment.pass_points
        points = self.points
        is_whole = len(points) == len(self.criteria) and None not in points.values()
        if needed is not None and is_whole and sum(points.values()) < needed and not cleaned.get("feedback"):
            raise ValidationError({"feedback": _("This does not pass yet. Write what has to be improved.")})
        return cleaned

    @property
    def points(self):
        names = {f"criterion_{one.pk}": one.pk for one in self.criteria}
        return {pk: self.cleaned_data[name] for name, pk in names.items() if name in self.cleaned_data}

    def mark(self, by):
        """Mark the submission and return it, or return None with the refusal among the errors."""
        try:
            return mark_actions.mark(
                self.submission,
                self.points,
                feedback=self.cleaned_data["feedback"],
                seen=self.cleaned_data["seen"],
                by=by,
            )
        except BusinessError as refused:
            self.add_error(None, str(refused))
            return None
