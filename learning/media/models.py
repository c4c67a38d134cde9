import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from learning.core.files import file_contents

from .formats import caption_checks, captions, durations


class Recording(AbstractMedia):
    """A video or audio file. `key` is its stable identifier: viewings are stored by it and survive the row."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_for_enrolled = models.BooleanField(
        _("only for those enrolled"),
        default=False,
        help_text=_("Also where the page it stands on is open to everyone, as a webinar's is."),
    )

    small = models.FileField(
        _("small video"),
        upload_to="lighter",
        blank=True,
        help_text=_("The same film at a quarter of its size or less, for slow and costly lines."),
    )
    sound = models.FileField(
        _("sound only"), upload_to="lighter", blank=True, help_text=_("What is said in it, to listen to.")
    )
    chapters = models.JSONField(
        default=dict, blank=True, editable=False, help_text='By language: {"en": "0:00 One\\n12:30 Another"}.'
    )

    admin_form_fields = (
        *("title", "file", "collection", "duration", "width", "height", "thumbnail", "small", "sound", "tags"),
        "is_for_enrolled",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def clean(self):
        """Check new uploads by their content, and read the length of an MP4."""
        if self.file and not self.file._committed:
            _on("file", file_contents.check_recording, self.file.file, self.type)
            self.duration = durations.seconds_of(self.file.file) or self.duration or 0
        for name, kind in (("small", "video"), ("sound", "audio")):
            if (lighter := getattr(self, name)) and not lighter._committed:
                _on(name, file_contents.check_recording, lighter.file, kind)
        if self.thumbnail and not self.thumbnail._committed:
            _on("thumbnail", file_contents.check_picture, self.thumbnail.file)
        if self.file and not self.duration:
            raise ValidationError({"duration": _("This file doesn't say how long it is. Enter its seconds.")})
        super().clean()

    @property
    def megabytes(self):
        return megabytes(self.file)

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
        """Store the text, and delete the waivers: if the captions are deleted later, a new reason is required.

        The audit log keeps the earlier reason.
        """
        self.text = captions.decoded(self.file)
        super().save(*args, **kwargs)
        self.recording.waivers.all().delete()

    def clean(self):
        if self.file and (problems := caption_checks.problems_of_file(self.file)):
            raise ValidationError({"file": problems})

    @property
    def transcript(self):
        return captions.paragraphs(self.text)


class CaptionWaiver(models.Model):
    """A reason to publish pages with this recording although it has no captions.

    It is valid for every page until the recording has captions; editors who publish another page see it.
    """

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="waivers")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("leave to publish without captions")
        verbose_name_plural = _("leaves to publish without captions")

    def __str__(self):
        return f"{self.recording}: {self.reason}"


def megabytes(file):
    """Return the size in megabytes, at least 1, for readers on a slow line; None if the file is missing."""
    try:
        return max(1, round(file.size / 1_000_000))
    except FileNotFoundError:
        return None


def _on(field, check, *arguments):
    """Run `check` and attach its errors to `field`."""
    try:
        check(*arguments)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
