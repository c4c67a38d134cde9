from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TokenScope(models.TextChoices):
    ACTIVITIES = "activities", _("Activities")
    FIGURES = "figures", _("Figures")
    ORGANISATIONS = "organisations", _("Organisations")
    PARTICIPATIONS = "participations", _("Participations, without names")


class TokenQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class Token(models.Model):
    """What a program shows to read figures. The secret itself is nowhere kept: only its digest is."""

    name = models.CharField(
        _("what it is for"), max_length=80, help_text=_("For example: dashboard of the secretariat.")
    )
    scopes = models.JSONField(_("may read"), default=list)
    start = models.CharField(_("begins with"), max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("ends"))
    last_used_on = models.DateField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        default_permissions = ("view", "add", "change")
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        constraints = [models.CheckConstraint(condition=~Q(digest=""), name="token_has_a_digest")]

    def __str__(self):
        return self.name

    @property
    def is_standing(self):
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def state(self):
        if self.revoked_at:
            return _("Revoked")
        return _("In use") if self.is_standing else _("Over")

    @property
    def may_read(self):
        return ", ".join(str(TokenScope(scope).label) for scope in self.scopes)
