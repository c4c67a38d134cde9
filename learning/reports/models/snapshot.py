import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Frozen(Exception):
    """A snapshot is never written again, nor deleted."""


class SnapshotQuerySet(models.QuerySet):
    """Writes no column of a row that is there, and takes none away."""

    def update(self, **columns):
        if set(columns) != {"made_by"}:
            raise Frozen
        return super().update(**columns)

    def delete(self):
        raise Frozen


def checksum_of(content):
    """The sha-256 of the content as JSON with sorted names and no spaces: the same wherever it is reckoned."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


class Snapshot(models.Model):
    """The figures of a period as they were printed one day: values, sentences, and the rules' versions."""

    title = models.CharField(_("title"), max_length=200)
    scope = models.CharField(_("what was asked for"), max_length=500, blank=True, help_text="As a query string.")
    content = models.JSONField(_("content"))
    checksum = models.CharField(_("checksum"), max_length=64)
    made_at = models.DateTimeField(_("frozen"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        default_permissions = ("add", "view")
        verbose_name = _("snapshot of figures")
        verbose_name_plural = _("snapshots of figures")

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if self.pk:
            raise Frozen(self)
        self.checksum = checksum_of(self.content)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen(self)

    @property
    def is_intact(self):
        """Whether the content is still what the checksum was made of."""
        return checksum_of(self.content) == self.checksum
