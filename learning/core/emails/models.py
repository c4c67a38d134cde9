from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .options import NORMAL

# A queued mail that is older than this many minutes is listed as not sent.
LATE_AFTER = 15


class EmailStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Refused")
    EXPIRED = "expired", _("Given up")
    UNCERTAIN = "uncertain", _("Perhaps sent")
    DROPPED = "dropped", _("Not to be sent")


class Reason(models.TextChoices):
    """Why a mail is not sent."""

    NONE = "", ""
    SERVER_AWAY = "server_away", _("The mail server can't be reached.")
    POSTPONED = "postponed", _("The mail server asks to try again later.")
    ADDRESS_REFUSED = "address_refused", _("The mail server refuses the address.")
    REFUSED = "refused", _("The mail server refuses the mail.")
    INTERRUPTED = "interrupted", _("The connection broke while it was sent. It may have arrived.")
    NOT_COMPOSED = "not_composed", _("The mail could not be written: an error of the platform, which is in its log.")
    NOT_ALLOWED = "not_allowed", _("The person may not be written to.")


class OutgoingEmailQuerySet(models.QuerySet):
    def due(self, now=None):
        now = now or timezone.now()
        return self.filter(status=EmailStatus.QUEUED, next_attempt_at__lte=now, expires_at__gt=now)

    def given_up(self):
        """Settled without being surely sent."""
        return self.filter(status__in=[EmailStatus.FAILED, EmailStatus.EXPIRED, EmailStatus.UNCERTAIN])

    def not_sent(self):
        """Given up, or queued for longer than a mail should be."""
        late = timezone.now() - timezone.timedelta(minutes=LATE_AFTER)
        waiting = Q(status=EmailStatus.QUEUED) & (Q(attempts__gt=0) | Q(created_at__lt=late))
        return self.filter(waiting | Q(status__in=[EmailStatus.FAILED, EmailStatus.EXPIRED, EmailStatus.UNCERTAIN]))


class OutgoingEmail(models.Model):
    """One mail to one address, from the moment it is decided until its retention period is over.

    A deferred mail has a `composer` with `arguments`, and no content until delivery composes it.
    """

    to = models.EmailField(_("to"), db_index=True, max_length=320)
    from_email = models.CharField(max_length=400, blank=True)
    reply_to = models.JSONField(default=list, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    text = models.TextField(blank=True)
    parts = models.JSONField(default=list, blank=True, help_text="Alternatives and attachments: see serialising.py.")
    headers = models.JSONField(default=dict, blank=True)
    composer = models.CharField(max_length=60, blank=True)
    arguments = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=8, blank=True)
    purpose = models.CharField(_("what it is"), max_length=60, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    priority = models.PositiveSmallIntegerField(default=NORMAL)
    is_secret = models.BooleanField(default=False)
    is_transient = models.BooleanField(default=False)
    status = models.CharField(_("state"), max_length=10, choices=EmailStatus, default=EmailStatus.QUEUED)
    reason = models.CharField(_("why"), max_length=16, choices=Reason, blank=True)
    last_error = models.TextField(_("answer of the mail server"), blank=True)
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("next try"), default=timezone.now)
    expires_at = models.DateTimeField(_("tried until"))
    leased_until = models.DateTimeField(null=True, help_text="A process has claimed it until then.")
    handed_over_at = models.DateTimeField(null=True, help_text="Set just before it is given to the mail server.")
    settled_at = models.DateTimeField(null=True, help_text="When it was sent or given up.")

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ("view",)
        permissions = [("resend_outgoingemail", "Can send mail again that was not sent")]
        indexes = [
            models.Index(
                fields=["priority", "next_attempt_at"],
                condition=Q(status__in=["queued", "sending"]),
                name="outgoing_email_open",
            ),
            models.Index(
                fields=["-created_at"],
                condition=Q(status__in=["queued", "failed", "expired", "uncertain"]),
                name="outgoing_email_not_sent",
            ),
            models.Index(fields=["settled_at"], name="outgoing_email_settled"),
        ]

    def __str__(self):
        return self.subject or self.purpose

    @property
    def has_content(self) -> bool:
        """Whether there is still something to send, or to compose it from."""
        return bool(self.composer or self.text or self.parts)

    @property
    def can_be_resent(self) -> bool:
        return self.has_content and self.status in {
            EmailStatus.FAILED,
            EmailStatus.EXPIRED,
            EmailStatus.UNCERTAIN,
            EmailStatus.QUEUED,
        }


class RefusedAddress(models.Model):
    """An address that a mail server refused for good: only mail of its own account is tried there.

    It goes when a mail to the address is accepted, and after its retention period.
    """

    email = models.EmailField(_("e-mail address"), unique=True, max_length=320)
    answer = models.TextField(_("answer of the mail server"), blank=True)
    refused_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        verbose_name = _("refused address")
        verbose_name_plural = _("refused addresses")

    def __str__(self):
        return self.email
