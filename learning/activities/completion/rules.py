"""The completion rule of an activity, as plain values and in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import Completion

RULES = ("completion", "attendance_share", "minimum_minutes")


def of(activity):
    """Return {name: value} of the fields that decide completion, as stored in `Activity.changes`."""
    return {rule: getattr(activity, rule) for rule in RULES}


def in_words(rules):
    """Return the rules as one or two sentences for participants."""
    if rules["completion"] == Completion.STEPS:
        return _("It is completed by doing each of its lessons; a quiz counts as one.")
    if rules["completion"] == Completion.OFFICER:
        return _("It is completed when a learning officer confirms it: there is nothing to press.")
    minutes = ngettext(
        "A session counts when you are there live for %(minutes)d minute.",
        "A session counts when you are there live for %(minutes)d minutes.",
        rules["minimum_minutes"],
    )
    return f"{_attendance(rules['attendance_share'])} {minutes % {'minutes': rules['minimum_minutes']}}"


def _attendance(share):
    if share == 100:
        return _("It is completed by attending all its sessions.")
    return _("It is completed by attending %(share)d %% of its sessions.") % {"share": share}
