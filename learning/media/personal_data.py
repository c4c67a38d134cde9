"""Personal data in recordings."""

from learning.people.privacy import personal_data

from . import models


def register():
    who = "Says which of the staff let it be published; the account goes, and this is emptied."
    personal_data.explain(models.CaptionWaiver, "by__person", who)
