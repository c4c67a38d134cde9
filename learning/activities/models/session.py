from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from learning.people.reference import places

from .activity import Activity


class Session(models.Model):
    """A dated meeting of an activity."""

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(_("title"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("starts"), help_text=_("In your own time zone."))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(
        _("time zone of the event"), max_length=60, choices=places.time_zone_choices, default="UTC"
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    join_url = models.URLField(
        _("link to join"), blank=True, max_length=500, help_text=_("Shown to enrolled people only.")
    )
    reminded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["starts_at", "id"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("A session can't end before it starts."),
            )
        ]

    def __str__(self):
        return self.title or f"{self.activity}, {self.day:%d.%m.%Y}"

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    @property
    def day(self):
        """Return the day on which it starts, in its own time zone."""
        return self.starts_at.astimezone(self.zone).date()

    @property
    def is_ahead(self):
        """Return whether its day is still to come, so that nobody can have attended yet."""
        return self.day > timezone.localdate(timezone=self.zone)

    @property
    def minutes(self):
        return int((self.ends_at - self.starts_at).total_seconds() // 60)
