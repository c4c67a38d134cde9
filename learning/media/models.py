import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from . import captions


class Recording(AbstractMedia):
    """A video or audio file. The key outlives the row's number, so that what was watched is remembered by it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "duration", "width", "height", "thumbnail", "tags")

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    @property
    def megabytes(self):
        """Its size for the reader's decision to load it, at least 1."""
        try:
            return max(1, round(self.file.size / 1_000_000))
        except FileNotFoundError:
            return None

    @property
    def seconds(self):
        return round(self.duration or 0)


class CaptionTrack(models.Model):
    """Captions of a recording in one language, as WebVTT. The transcript is read from them."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    file = models.FileField(_("WebVTT file"), upload_to="captions")
    text = models.TextField(
        editable=False, help_text="The file's content, kept so that a page needs no file to show it."
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        constraints = [models.UniqueConstraint(fields=["recording", "language"], name="captions_once_per_language")]

    def __str__(self):
        return f"{self.recording} ({self.get_language_display()})"

    def save(self, *args, **kwargs):
        self.text = captions.decoded(self.file)
        super().save(*args, **kwargs)

    def clean(self):
        if self.file:
            self.text = captions.decoded(self.file)
            problems = captions.problems(self.text)
            if problems:
                raise ValidationError({"file": problems})

    @property
    def transcript(self):
        return captions.paragraphs(self.text)
