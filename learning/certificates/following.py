"""What certificates do when something happens in activities."""

from django.utils import timezone

from learning.activities.errors import Refused

from . import handing_out, issuing, keys, telling


def on_completed(sender, enrolment, writes, **kwargs):
    """Certify it, and give the deed's mail its address. What was completed long ago, as in a file of an old workshop, waits
    for an officer: nobody gets a mail about it out of the blue.
    """
    if enrolment.completed_at < timezone.now() - handing_out.RECENTLY:
        return {}
    try:
        certificate = issuing.issue(enrolment, writes=not writes)
    except Refused:
        return {}
    return {"certificate": telling.address_of(certificate), "has_badge": keys.are_set()}


def on_evidence_withdrawn(sender, enrolment, **kwargs):
    issuing.take_back_unproved(enrolment)


def on_figures_confirmed(sender, activity, **kwargs):
    """Who came is known now for sure. What ended long ago waits for an officer, as above."""
    last = activity.ends_at
    if last and last > timezone.now() - handing_out.RECENTLY:
        handing_out.ask(activity)
