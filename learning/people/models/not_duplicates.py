from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..canonical import canonical_id, counting_as
from .person import Person


class SetApartQuerySet(models.QuerySet):
    """Pairs are asked for by the people whom their rows count as: who is merged later stays apart from whom they were."""

    def of(self, person):
        return self.filter(counting_as("first", person) | counting_as("second", person))

    def between(self, one, other):
        return self.filter(
            counting_as("first", one) & counting_as("second", other)
            | counting_as("first", other) & counting_as("second", one)
        )

    def pairs(self):
        """{(smaller id, greater id)} of the people who are apart."""
        ids = self.order_by().values_list(canonical_id("first"), canonical_id("second"))
        return {tuple(sorted(pair)) for pair in ids}


class SetApart(models.Model):
    """Two who look like one person and are two: father and son in one city hall. Staff said so; no figure knows it."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = SetApartQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        default_permissions = ()
        verbose_name = _("pair of people set apart")
        verbose_name_plural = _("pairs of people set apart")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="set_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="set_apart_smaller_id_first"),
        ]

    def __str__(self):
        return f"{self.first} · {self.second}"
