import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.activities.models import Enrolment
from learning.activities.sessions.local_days import day_of
from learning.people.canonical import counting_as

from .. import codes
from ..choices import Kind, Revoked, State


class CertificateQuerySet(models.QuerySet):
    def of(self, person):
        """Return the certificates of a canonical person, including those of merged rows."""
        return self.filter(counting_as("enrolment__person", person))

    def standing(self):
        """Return the newest of each enrolment and kind, if it is neither revoked nor replaced; it may have expired."""
        return self.true().filter(renewed_at=None)

    def true(self):
        """Return those that are neither revoked nor replaced; they may have expired."""
        return self.filter(revoked_at=None, replaced_at=None)

    def in_state(self, state):
        """Return the certificates in `state`: the same rule as `Certificate.state`, in the database."""
        known, unreplaced, unrevoked = ~Q(holder=""), Q(replaced_at=None), Q(revoked_at=None)
        stands, today = known & unreplaced & unrevoked, timezone.localdate()
        return self.filter(
            {
                State.FORGOTTEN: ~known,
                State.REPLACED: known & ~unreplaced,
                State.REVOKED: known & unreplaced & ~unrevoked,
                State.EXPIRED: stands & Q(expires_on__lt=today),
                State.VALID: stands & (Q(expires_on=None) | Q(expires_on__gte=today)),
            }[state]
        )


class Certificate(models.Model):
    """A certificate, as it was when it was issued. It is never edited: it is revoked, or another replaces it."""

    code = models.CharField(_("code"), max_length=codes.LENGTH, unique=True, default=codes.make, editable=False)
    uuid = models.UUIDField(
        unique=True, default=uuid.uuid4, editable=False, help_text="The badge's id: leads to no page."
    )
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    holder = models.CharField(_("name"), max_length=150, blank=True, help_text="Empty once the person is erased.")
    facts = models.JSONField(_("what it says"), default=dict, help_text="As `facts.of` says.")
    issued_at = models.DateTimeField(_("issued"))
    expires_on = models.DateField(_("valid to"), null=True, blank=True, help_text="The last day.")
    told_at = models.DateTimeField(null=True, editable=False, help_text="When the holder's mail was written.")

    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.CharField(_("taken back"), max_length=10, choices=Revoked, blank=True, editable=False)
    reason = models.CharField(
        _("reason"), max_length=500, blank=True, help_text="For the staff: the public page is silent."
    )
    replaced_at = models.DateTimeField(_("replaced"), null=True, editable=False)
    renewed_at = models.DateTimeField(
        _("renewed"),
        null=True,
        editable=False,
        help_text="When a new one was issued after this one had expired. It changes nothing of what this one says.",
    )
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("stands in place of"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="replacement",
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        default_permissions = ("view",)
        permissions = [("issue_certificate", _("Can issue, revoke and replace certificates"))]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"],
                condition=Q(revoked_at=None, replaced_at=None, renewed_at=None),
                name="one_standing_certificate_per_enrolment_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by="") | Q(revoked_at__isnull=False) & ~Q(revoked_by=""),
                name="certificate_revoked_by_something",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")), name="certificate_does_not_replace_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["-issued_at"], name="certificate_issued"),
            # For the status list of all certificates: few of many are revoked or replaced.
            models.Index(
                fields=["id"],
                condition=Q(revoked_at__isnull=False) | Q(replaced_at__isnull=False),
                name="certificates_not_standing",
            ),
        ]

    def __str__(self):
        return codes.grouped(self.code)

    def get_absolute_url(self):
        return reverse("certificate", args=[self.code])

    @property
    def state(self):
        if not self.holder:
            return State.FORGOTTEN
        if self.replaced_at:
            return State.REPLACED
        if self.revoked_at:
            return State.REVOKED
        return State.EXPIRED if self.expires_on and self.expires_on < timezone.localdate() else State.VALID

    @property
    def can_be_shown(self):
        """Whether the certificate is valid or expired: only then it has a PDF and a badge."""
        return self.state in {State.VALID, State.EXPIRED}

    @property
    def grouped_code(self):
        return codes.grouped(self.code)

    @property
    def issued_on(self):
        return day_of(self.enrolment.activity, self.issued_at)

    @property
    def title(self):
        """Return the title of the activity in the holder's language."""
        return self.facts.get("title", "")
