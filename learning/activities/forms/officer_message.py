from django import forms
from django.utils.translation import gettext_lazy as _

from ..notifications.officer_message import Audience


class LetterForm(forms.Form):
    audience = forms.ChoiceField(label=_("To"), choices=Audience, widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Plain text. Each person gets a mail of their own; the activity's address is added."),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everyone enrolled or waiting reads it in their mail."),
        error_messages={"required": _("Tell people why: they will ask.")},
    )
