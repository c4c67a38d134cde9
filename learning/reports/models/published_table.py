from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.reports.small_numbers.percentages import percent


class PublishedTable(models.Model):
    """A table of women and men as everyone who sees figures sees it, as of the end of a month.

    It is written once a month by `small_numbers.published_tables`, and its answers change only when enough people were added to it. `updates`
    are the dates, as ISO text, on which its answers changed; while it has none, its totals alone are shown.
    """

    family = models.CharField(max_length=10, help_text="“all”, “year” or “region”.")
    value = models.CharField(max_length=20, blank=True)
    as_of = models.DateField(_("as of"))
    checked_on = models.DateField(help_text="The end of the month for which it was looked at last.")
    people = models.PositiveIntegerField()
    women = models.PositiveIntegerField(null=True)
    others = models.PositiveIntegerField(null=True)
    silent = models.PositiveIntegerField(null=True)
    updates = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("published table")
        verbose_name_plural = _("published tables")
        constraints = [models.UniqueConstraint(fields=["family", "value"], name="one_published_table_of_each")]

    def __str__(self):
        return f"{self.family} {self.value}".strip()

    @property
    def is_shown(self):
        return self.women is not None

    @property
    def women_share(self):
        return percent(self.women, self.women + self.others) if self.is_shown else None

    @property
    def coverage(self):
        return percent(self.women + self.others, self.people) if self.is_shown else None
