from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.activities.choices import Kind as ActivityKind


class Kind(models.TextChoices):
    """What a certificate certifies."""

    COMPLETION = "completion", _("Completion")
    PARTICIPATION = "participation", _("Participation")


class Gives(models.TextChoices):
    """Which certificates an activity gives."""

    NOTHING = "nothing", _("None")
    PARTICIPATION = "participation", _("Of participation, to who took part")
    COMPLETION = "completion", _("Of completion, to who completed it")
    EITHER = "either", _("Of completion, or else of participation")


# What is not named here gives none, until an officer says otherwise.
USUALLY_GIVES = {
    ActivityKind.COURSE: Gives.COMPLETION,
    ActivityKind.WEBINAR: Gives.PARTICIPATION,
    ActivityKind.TRAINING: Gives.EITHER,
    ActivityKind.WORKSHOP: Gives.EITHER,
    ActivityKind.SEMINAR: Gives.PARTICIPATION,
}


class Revoked(models.TextChoices):
    """Who took a certificate back."""

    OFFICER = "officer", _("By an officer")
    EVIDENCE = "evidence", _("Its completion was taken back")


class State(models.TextChoices):
    """What is said of a certificate to who asks. Never stored: time and deeds make it."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REPLACED = "replaced", _("Replaced")
    REVOKED = "revoked", _("Revoked")
    FORGOTTEN = "forgotten", _("Holder erased")
