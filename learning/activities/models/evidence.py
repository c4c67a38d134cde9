from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .activity import Activity
from .enrolment import Enrolment
from .session import Session


class EvidenceBatch(models.Model):
    """Evidence that was added together, such as from one attendance file, and can be withdrawn together."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(_("name"), max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-added_at"]
        verbose_name = _("batch of evidence")
        verbose_name_plural = _("batches of evidence")

    def __str__(self):
        return self.name


class Presence(models.Model):
    """A stretch of time in which a person attended. Never edited: it is added, or withdrawn with its batch."""

    class Mode(models.TextChoices):
        LIVE = "live", _("Live")
        REPLAY = "replay", _("Replay")

    class Source(models.TextChoices):
        CHECK_IN = "check_in", _("Checked in by an officer")
        JOIN = "join", _("Join page")
        FILE = "file", _("Attendance file")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="presences")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="presences")
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.LIVE)
    source = models.CharField(max_length=8, choices=Source)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    batch = models.ForeignKey(EvidenceBatch, null=True, on_delete=models.PROTECT, related_name="presences")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, help_text="Set where it no longer counts.")

    class Meta:
        ordering = ["starts_at", "id"]
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="presence_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(mode="replay") | Q(session__isnull=False), name="presence_live_in_a_session"
            ),
        ]

    def __str__(self):
        return f"{self.enrolment}: {self.starts_at:%Y-%m-%d %H:%M} – {self.ends_at:%H:%M}"


# Share of a recording from which it counts as watched (counting.md).
WATCHED_SHARE = 0.8


class Viewing(models.Model):
    """What a person saw of one recording: distinct stretches, in seconds from its start."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="viewings")
    recording_key = models.UUIDField()
    length = models.PositiveIntegerField(help_text="Of the recording, in seconds.")
    stretches = models.JSONField(default=list, help_text="Sorted, disjoint [from, to] pairs in seconds.")
    position = models.PositiveIntegerField(default=0, help_text="Where they stopped, in seconds.")
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    spare = models.FloatField(
        default=0, help_text="Seconds of it that may still be said to be seen, of the time before the last."
    )
    read_at = models.DateTimeField(
        null=True, help_text="They said they read its transcript: counted apart, never as seconds seen."
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("viewing")
        verbose_name_plural = _("viewings")
        constraints = [models.UniqueConstraint(fields=["enrolment", "recording_key"], name="one_viewing_per_recording")]

    def __str__(self):
        return f"{self.enrolment}: {self.seconds} s"

    @property
    def seconds(self):
        return sum(end - start for start, end in self.stretches)

    @property
    def is_done(self):
        """Return whether the transcript was read or most of the recording was seen, as a lesson requires.

        Figures count the two separately.
        """
        return self.read_at is not None or 0 < WATCHED_SHARE * self.length <= self.seconds


class CompletedStep(models.Model):
    """A lesson that a person completed. `step_key` is the translation key of its pages, which may be deleted."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="completed_steps")
    step_key = models.UUIDField()
    minutes = models.PositiveSmallIntegerField(help_text="Its nominal minutes when it was done.")
    completed_at = models.DateTimeField()

    class Meta:
        ordering = ["completed_at", "id"]
        verbose_name = _("completed step")
        verbose_name_plural = _("completed steps")
        constraints = [models.UniqueConstraint(fields=["enrolment", "step_key"], name="step_completed_once")]
        # For self-paced activities, learning hours are those of the lessons completed in a period.
        indexes = [models.Index(fields=["completed_at", "enrolment", "minutes"], name="steps_of_a_period")]

    def __str__(self):
        return f"{self.enrolment}: {self.step_key}"
