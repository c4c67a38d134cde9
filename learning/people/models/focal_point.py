from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from .organisation import Organisation
from .person import Person


class FocalPoint(models.Model):
    """A person who looks after the learning of an organisation's people."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="focal_points")
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="focal_points")
    since = models.DateField(auto_now_add=True)

    class Meta:
        ordering = ["since", "id"]
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                name="focal_point_once_per_organisation",
                violation_error_message=_("This person is a focal point of it already."),
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.organisation}"
