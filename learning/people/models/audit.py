from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntryIsFinal(Exception):
    """An entry of the audit log is neither changed nor deleted by code that forgets what it is."""


class AuditEntry(models.Model):
    """Who did what to whose data, when and why. Ids only: no name or address stands in it."""

    class Action(models.TextChoices):
        FIGURES_SEEN = "figures_seen", _("Saw the people behind figures")
        PEOPLE_EXPORTED = "people_exported", _("Exported people")
        REGISTER_EXPORTED = "register_exported", _("Exported the register of organisations")
        REGISTER_IMPORTED = "register_imported", _("Imported a register of organisations")
        MERGED = "merged", _("Merged")
        UNMERGED = "unmerged", _("Undid a merging")
        SET_APART = "set_apart", _("Set two people apart")
        SET_APART_UNDONE = "set_apart_undone", _("Undid setting two people apart")
        ERASED = "erased", _("Erased a person")
        RESTAMPED = "restamped", _("Corrected an enrolment's organisation")
        ROLE_CHANGED = "role_changed", _("Changed a role")
        ENROLMENT_CHANGED = "enrolment_changed", _("Changed an enrolment")
        ACCOMMODATION_CHANGED = "accommodation_changed", _("Changed someone's extra time or attempts")
        AFFILIATION_CHANGED = "affiliation_changed", _("Changed who belongs to an organisation")
        CERTIFICATES_ISSUED = "certificates_issued", _("Issued certificates")
        CERTIFICATE_REVOKED = "certificate_revoked", _("Revoked a certificate")
        CERTIFICATE_REPLACED = "certificate_replaced", _("Replaced a certificate")
        DATA_DOWNLOADED = "data_downloaded", _("Downloaded their data")
        RETENTION_APPLIED = "retention_applied", _("Applied the retention periods")
        SUBMISSION_MARKED = "submission_marked", _("Marked an assignment")
        TOKEN_MADE = "token_made", _("Made an API token")
        TOKEN_REVOKED = "token_revoked", _("Revoked an API token")
        TOKEN_USED = "token_used", _("Read participations with an API token")
        FIGURES_FROZEN = "figures_frozen", _("Froze figures")
        SEALS_RENEWED = "seals_renewed", _("Renewed the seals of frozen figures")
        CAPTIONS_WAIVED = "captions_waived", _("Let a recording be published without captions")

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    action = models.CharField(_("what"), max_length=24, choices=Action, db_index=True)
    # Without a constraint, as in Wagtail's log: the number stays when the account is gone.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    kind = models.CharField(_("kind of object"), max_length=60, blank=True, help_text="As people.person.")
    object_id = models.CharField(_("object"), max_length=60, blank=True)
    details = models.JSONField(_("details"), default=dict, help_text="Ids, counts, and names of filters.")
    reason = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [models.Index(fields=["kind", "object_id"], name="audit_of_object")]

    def __str__(self):
        return f"{self.get_action_display()} {self.kind} {self.object_id}".strip()

    def save(self, *args, **kwargs):
        if self.pk:
            raise AuditEntryIsFinal(self)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AuditEntryIsFinal(self)
