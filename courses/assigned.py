"""A course whose lessons someone has done, and whose last required assignment they have now passed."""

from learning.activities.completing import reevaluate

from .progress import editions_of, outline_of


def on_met(sender, activity, enrolment=None, **kwargs):
    """Inside the deed: completed is who has done all that is asked, and nobody by a course that isn't there."""
    editions = list(editions_of(activity.key))
    if editions and editions[0].live:
        required = outline_of(editions, editions[0].locale.language_code).required
        reevaluate(activity, required, only=enrolment)
