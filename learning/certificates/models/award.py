from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string

from learning.activities.models import Activity

from ..choices import USUALLY_GIVES, Gives


class Award(ClusterableModel):
    """What an activity certifies, for how long, and who signs. Without a row, the default of its kind applies."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="award")
    gives = models.CharField(_("certificates"), max_length=16, choices=Gives, blank=True)
    valid_months = models.PositiveSmallIntegerField(
        _("valid for, in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("Empty: it never expires. Certificates that were issued keep the day they have."),
    )
    asked_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when all that is earned is being issued."
    )

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self):
        return f"{self.activity}: {Gives(self.given).label}"

    @property
    def given(self):
        """Return what the activity gives: nothing if it is the total of its parts, which are certified one by one."""
        if self.activity.is_aggregate:
            return Gives.NOTHING
        return Gives(self.gives) if self.gives else USUALLY_GIVES.get(self.activity.kind, Gives.NOTHING)

    @classmethod
    def of(cls, activity):
        """Return the award of `activity`, or an unsaved one if there is no row."""
        return cls.objects.filter(activity=activity).first() or cls(activity=activity)


class Signatory(models.Model):
    """A person who signs certificates. Without a picture of the signature, a line to sign on is printed."""

    award = ParentalKey(Award, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(
        _("title"), max_length=160, blank=True, help_text=_("As in “Secretary General, Metropolis”.")
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("signature"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Dark ink on white or on nothing."),
    )

    # Three signatures fit side by side; a fourth would leave no room for the code.
    AT_MOST = 3

    class Meta:
        ordering = ["id"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self):
        return self.name
