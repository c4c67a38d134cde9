from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Note


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Your note"),
        required=False,
        max_length=Note.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_text(self):
        """Return the text with one character for each line end: browsers send two."""
        return self.cleaned_data["text"].replace("\r\n", "\n")


class NoteForm(TextForm):
    is_kept = forms.BooleanField(label=_("Keep the page of this lesson"), required=False)
