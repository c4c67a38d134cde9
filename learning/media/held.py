"""What recordings hold about a person."""

from learning.people import holdings

from . import models


def register():
    who = "Says which of the staff let it be published; the account goes, and this is emptied."
    holdings.explain(models.CaptionWaiver, "by__person", who)
