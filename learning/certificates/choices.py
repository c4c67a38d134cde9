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


# Kinds of activity that are missing here give no certificate unless an officer chooses one.
USUALLY_GIVES = {
    ActivityKind.COURSE: Gives.COMPLETION,
    ActivityKind.WEBINAR: Gives.PARTICIPATION,
    ActivityKind.TRAINING: Gives.EITHER,
    ActivityKind.WORKSHOP: Gives.EITHER,
    ActivityKind.SEMINAR: Gives.PARTICIPATION,
}


class Revoked(models.TextChoices):
    """Who or what revoked a certificate."""

    OFFICER = "officer", _("By an officer")
    EVIDENCE = "evidence", _("Its completion was taken back")


class State(models.TextChoices):
    """State of a certificate. Never stored: computed from the stored dates and the current day."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REPLACED = "replaced", _("Replaced")
    REVOKED = "revoked", _("Revoked")
    FORGOTTEN = "forgotten", _("Holder erased")
