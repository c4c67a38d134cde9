from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from ..models import StepPage
from ..time_zone_panel import on_whose_clock
from . import new_pages
from .translations import not_translated


class StepForm(forms.Form):
    """Short form below an outline that adds a module or step."""

    kind = forms.ChoiceField(label=_("What"))
    title = forms.CharField(label=_("Title"), max_length=255)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, required=False)
    below = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, course, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parents = {str(parent.pk): parent for parent in new_pages.parents_of(course)}
        self.models = dict(new_pages.kinds())
        self.fields["kind"].choices = [(name, model.get_verbose_name()) for name, model in new_pages.kinds()]
        self.fields["below"].choices = [
            (pk, parent.get_admin_display_title() if number else _("The course itself, at its end"))
            for number, (pk, parent) in enumerate(self.parents.items())
        ]
        if len(self.parents) == 1:
            self.fields["below"].widget = forms.HiddenInput()

    def clean(self):
        data = super().clean()
        model = self.models.get(data.get("kind"))
        if model and issubclass(model, StepPage) and "minutes" in data and not data["minutes"]:
            self.add_error("minutes", _("Say how many minutes it takes: learners plan by it."))
        return data

    @property
    def parent(self):
        """The page below which the new page is added; for a module always the course itself."""
        course, *_modules = self.parents.values()
        model = self.models[self.cleaned_data["kind"]]
        return self.parents.get(self.cleaned_data["below"], course) if issubclass(model, StepPage) else course


class LanguagesForm(forms.Form):
    """Choice of the languages of a course. `waiting` is [(edition, number of pages to publish)].

    A language in `untranslated`, {language: number of texts}, says so in its label and is not selected initially.
    """

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, waiting, untranslated, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.editions = {edition.locale.language_code: edition for edition, _number in waiting}
        self.fields["languages"].choices = [
            (edition.locale.language_code, self._label(edition, number, untranslated)) for edition, number in waiting
        ]
        self.fields["languages"].initial = [
            edition.locale.language_code
            for edition, number in waiting
            if number and edition.locale.language_code not in untranslated
        ]

    @staticmethod
    def _label(edition, number, untranslated):
        told = {"language": edition.locale.get_display_name(), "number": number}
        label, texts = _("%(language)s (%(number)d to publish)") % told, untranslated.get(edition.locale.language_code)
        return f"{label} · {not_translated(texts)}" if texts else label

    @property
    def chosen(self):
        return [self.editions[code] for code in self.editions if code in self.cleaned_data["languages"]]


class PublishForm(LanguagesForm):
    when = forms.ChoiceField(
        label=_("When"),
        choices=[("now", _("Now")), ("later", _("At a moment to come"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    at = forms.DateTimeField(label=_("Moment"), required=False, widget=AdminDateTimeInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = " ".join([str(_("Only for later.")), on_whose_clock()])

    def clean(self):
        data = super().clean()
        if data.get("when") == "later" and "at" in data:
            if not data["at"]:
                self.add_error("at", _("Enter a date and time."))
            elif data["at"] <= timezone.now():
                self.add_error("at", _("That moment has passed. Choose one to come."))
        return data

    @property
    def moment(self):
        return self.cleaned_data["at"] if self.cleaned_data["when"] == "later" else None


class CopyForm(forms.Form):
    """Form for the title of the new edition in each language of the old one."""

    def __init__(self, editions, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = [edition.locale.language_code for edition in editions]
        for edition in editions:
            self.fields[f"title_{edition.locale.language_code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": edition.locale.get_display_name()},
                max_length=255,
                initial=edition.title,
            )

    @property
    def titles(self):
        return {code: self.cleaned_data[f"title_{code}"] for code in self.codes}
