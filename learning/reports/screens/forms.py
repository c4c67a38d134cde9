from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from learning.activities.choices import ActionLine, Kind, Mode
from learning.activities.models import Activity

from ..queries import calendar_periods
from ..scope.scopes import BadScope, Scope


def _every(choices):
    return [("", _("All")), *choices]


class ScopeForm(forms.Form):
    """The scope of the figures. A year overrides the days; what can't be read gets an error and stays in the form."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    first = forms.DateField(label=_("or from"), required=False, widget=AdminDateInput)
    last = forms.DateField(label=_("to"), required=False, widget=AdminDateInput)
    plan = forms.ChoiceField(label=_("Action plan"), required=False)
    action_line = forms.ChoiceField(label=_("Action line"), required=False, choices=_every(ActionLine.choices))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_every(Kind.choices))
    mode = forms.ChoiceField(label=_("Mode"), required=False, choices=_every(Mode.choices))
    is_training = forms.BooleanField(label=_("Only what counts as training"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The names of the link that a scope makes.
        self.fields["from"], self.fields["to"] = self.fields.pop("first"), self.fields.pop("last")
        self.order_fields(["year", "from", "to", "plan", "action_line", "kind", "mode", "is_training"])
        self.fields["year"].choices = [("", _("All")), *((str(year), str(year)) for year in calendar_periods.years())]
        plans = Activity.objects.exclude(plan="").order_by("-plan").values_list("plan", flat=True).distinct()
        self.fields["plan"].choices = _every((plan, plan) for plan in plans)

    def clean(self):
        given = super().clean()
        try:
            self.scope = Scope.parse({name: _text(value) for name, value in given.items()})
        except BadScope as bad:
            raise forms.ValidationError(str(bad)) from bad
        return given


class FreezeForm(forms.Form):
    """What a snapshot is called, and what its readers should know."""

    name = forms.CharField(label=_("Name"), max_length=200)
    note = forms.CharField(
        label=_("Note"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Where the figures are printed, for example. Nobody can change it later: name no person."),
    )


def _text(value):
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value) if value else ""
