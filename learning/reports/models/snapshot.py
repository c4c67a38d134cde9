from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import seals


class SnapshotIsFrozen(Exception):
    """A snapshot is never written again, nor deleted."""


class SnapshotQuerySet(models.QuerySet):
    """Writes no column of a row that is there but its seal, which a new key renews, and takes none away."""

    def update(self, **columns):
        if set(columns) != {"seal"}:
            raise SnapshotIsFrozen
        return super().update(**columns)

    def delete(self):
        raise SnapshotIsFrozen


class Snapshot(models.Model):
    """The figures of a period as they were printed one day: values, sentences, and the rules' versions.

    Every column is sealed, and each snapshot holds the hash of the one before (see `snapshots.seals`).
    """

    number = models.PositiveIntegerField(_("number"), unique=True, help_text="Counts from 1 without a gap.")
    name = models.CharField(_("name"), max_length=200)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    scope = models.CharField(_("what was asked for"), max_length=500, blank=True, help_text="As a query string.")
    content = models.JSONField(_("content"))
    checksum = models.CharField(_("checksum"), max_length=64, help_text="Of the content.")
    made_at = models.DateTimeField(_("frozen"), default=timezone.now)
    # Without a constraint, as in the audit log: the number is sealed, and stays when the account is gone.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    previous = models.CharField(_("hash of the one before"), max_length=64, blank=True)
    seal = models.CharField(_("seal"), max_length=64)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        default_permissions = ("add", "view")
        verbose_name = _("snapshot of figures")
        verbose_name_plural = _("snapshots of figures")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.pk:
            raise SnapshotIsFrozen(self)
        self.checksum = seals.checksum_of(self.content)
        self.seal = seals.seal_of(self)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SnapshotIsFrozen(self)
