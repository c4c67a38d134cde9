from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.core.files.disk_storage import check_room

from ..assignments import file_check


class SubmissionForm(forms.Form):
    """Form with the fields that an assignment accepts; `last` is the submission before, or None."""

    text = forms.CharField(
        label=gettext_lazy("Your text"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 14})
    )
    file = forms.FileField(
        label=gettext_lazy("Your file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.txt,.png,.jpg,.jpeg"}),
    )
    drop_file = forms.BooleanField(label=gettext_lazy("Take the file back"), required=False)

    def __init__(self, *args, assignment, last=None, **kwargs):
        super().__init__(*args, **kwargs)
        if not assignment.takes_text:
            del self.fields["text"]
        if not (assignment.takes_file and last and last.file and not last.is_marked):
            del self.fields["drop_file"]
        if not assignment.takes_file:
            del self.fields["file"]
        else:
            size = _("At most %(size)d MB.") % {"size": file_check.MEGABYTES}
            keeps = _("Left empty, the file you sent stays.") if "drop_file" in self.fields else ""
            self.fields["file"].help_text = " ".join(filter(None, [file_check.taken(), size, keeps]))

    def clean_file(self):
        """Return the `CheckedFile`, or None."""
        sent = self.cleaned_data["file"]
        if sent is None:
            return None
        if sent.size > file_check.MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than %(size)d MB.") % {"size": file_check.MEGABYTES})
        check_room(sent.size)
        try:
            return file_check.check(sent.name, sent.read())
        except file_check.FileRefused as refused:
            raise forms.ValidationError(str(refused)) from None
