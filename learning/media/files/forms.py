"""Upload forms in the admin. They check the content of each file, whatever its name."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from learning.core.files import file_contents
from learning.core.files.image_metadata import without_metadata

from ..formats import caption_checks, chapters
from ..models import CaptionTrack
from ..page_usage import live_pages_with, named

LONGEST_CHAPTERS = 50_000


class CheckedImageField(WagtailImageField):
    """Image field that names HTML pages and SVG files with a script, where Wagtail only says "no image"."""

    def to_python(self, data):
        if data not in self.empty_values and hasattr(data, "seek"):
            file_contents.check_image(data)
            data = without_metadata(data)
        try:
            return super().to_python(data)
        except OSError as error:
            # The header is that of an image, but the file is truncated.
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class ImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("file"), WagtailImageField):
            field.__class__ = CheckedImageField


class DocumentForm(BaseDocumentForm):
    def _post_clean(self):
        """Check and clean the content after Wagtail has checked the file name."""
        super()._post_clean()
        if "file" in self.changed_data and (file := self.cleaned_data.get("file")):
            try:
                file_contents.check_document(file)
            except ValidationError as error:
                self.add_error("file", error.messages)
            else:
                self.cleaned_data["file"] = self.instance.file = file_contents.cleaned(file)


class RecordingForm(BaseMediaForm):
    """Form of a recording with its captions and chapters by language."""

    class Meta(BaseMediaForm.Meta):
        widgets = BaseMediaForm.Meta.widgets | {"small": forms.ClearableFileInput, "sound": forms.ClearableFileInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.type == "audio":
            self.fields.pop("small", None)
            self.fields.pop("sound", None)
        self.tracks = {}
        for code, language in settings.LANGUAGES:
            self._add_captions(code, language)
        for code, language in settings.LANGUAGES:
            self._add_chapters(code, language)

    def _add_captions(self, code, language):
        name, mine = f"captions_{code}", CaptionTrack.objects.filter(recording=self.instance.pk, language=code)
        self.tracks[name] = track = mine.first() or CaptionTrack(language=code)
        self.fields[name] = forms.FileField(
            label=_("Captions, %(language)s") % {"language": language},
            help_text=_("A WebVTT file. The transcript is made from it."),
            required=False,
            widget=forms.ClearableFileInput(attrs={"accept": ".vtt"}),
        )
        self.initial[name] = track.file if track.pk else None

    def _add_chapters(self, code, language):
        self.fields[f"chapters_{code}"] = forms.CharField(
            label=_("Chapters, %(language)s") % {"language": language},
            help_text=_("One a line, as “12:30 The question”. A WebVTT file of chapters may be pasted too."),
            required=False,
            max_length=LONGEST_CHAPTERS,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.initial[f"chapters_{code}"] = self.instance.chapters.get(code, "")

    def clean_thumbnail(self):
        thumbnail = self.cleaned_data.get("thumbnail")
        return without_metadata(thumbnail) if thumbnail and "thumbnail" in self.changed_data else thumbnail

    def clean(self):
        cleaned = super().clean()
        for name, track in self.tracks.items():
            if name in self.changed_data and cleaned.get(name):
                track.file = cleaned[name]
                self._try(name, track.clean)
        for code, _language in settings.LANGUAGES:
            name = f"chapters_{code}"
            if cleaned.get(name):
                self._try(name, lambda name=name: cleaned.update({name: lines_of(cleaned[name])}))
        self._keep_captions_of_what_is_live(cleaned)
        return cleaned

    def _keep_captions_of_what_is_live(self, cleaned):
        """Refuse to remove the last captions of a recording on live pages: they could not be published without them."""
        taken = [name for name, track in self.tracks.items() if track.pk and cleaned.get(name) is False]
        if not taken or any(cleaned.get(name) for name in self.tracks) or self.instance.waivers.exists():
            return
        if pages := live_pages_with(self.instance):
            self.add_error(
                taken[0],
                gettext(
                    "The recording stands on published pages, and would have no captions: %(pages)s. Choose another file "
                    "instead, or take the recording off these pages first."
                )
                % {"pages": named(pages)},
            )

    def _try(self, name, check):
        try:
            check()
        except ValidationError as error:
            self.add_error(name, error.messages)

    def _post_clean(self):
        """Check chapters here, when the length of the recording is known."""
        super()._post_clean()
        for code, _language in settings.LANGUAGES:
            lines = self.cleaned_data.get(f"chapters_{code}")
            if lines and (problems := chapters.problems(lines, self.instance.seconds)):
                self.add_error(f"chapters_{code}", problems)

    @transaction.atomic
    def save(self, commit=True):
        given = {code: self.cleaned_data.get(f"chapters_{code}") for code, _language in settings.LANGUAGES}
        self.instance.chapters = {code: lines for code, lines in given.items() if lines}
        recording = super().save(commit)
        for name, track in self.tracks.items() if commit else ():
            if name not in self.changed_data:
                continue
            if self.cleaned_data.get(name):
                track.recording = recording
                track.save()
            elif track.pk:
                track.delete()
        return recording


def lines_of(typed):
    """Return the chapter lines of typed text or of a pasted WebVTT file; ValidationError with the line of errors."""
    typed = typed.replace("\r\n", "\n").strip()
    if typed.startswith("WEBVTT"):
        if problems := caption_checks.problems(typed):
            raise ValidationError(problems)
        return chapters.from_webvtt(typed)
    if problems := chapters.problems(typed):
        raise ValidationError(problems)
    return typed
