"""Completion of a course by its last required assignment."""

from learning.activities.completion.actions import reevaluate

from .progress import editions_of, outline_of


def required_steps(sender, activity, **kwargs):
    """Return the steps that completing the course of `activity` requires; None if its main page is not live."""
    editions = list(editions_of(activity.key))
    if editions and editions[0].live:
        return outline_of(editions, editions[0].locale.language_code).required
    return None


def on_met(sender, activity, enrolment=None, **kwargs):
    """Inside the action: completed is who has done all that is asked, and nobody by a course that isn't there."""
    required = required_steps(sender, activity)
    if required is not None:
        reevaluate(activity, required, only=enrolment)
