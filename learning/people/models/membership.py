from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from .membership_periods import told
from .organisation import Organisation


class Membership(models.Model):
    """A stretch of time in which an organisation is a member. Members join, leave and return."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateField(_("member since"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day; empty while it lasts."))

    class Meta:
        ordering = ["since"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("A membership can't end before it starts."),
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.span}"

    @property
    def span(self):
        return told((self.since, self.until))

    def covers(self, day):
        return self.since <= day and (self.until is None or day <= self.until)
