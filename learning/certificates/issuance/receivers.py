"""What certificates do when something happens in activities."""

from django.utils import timezone

from learning.core.errors import BusinessError

from ..badges import keys
from . import actions as certificate_actions
from . import bulk_issue
from . import emails as certificate_emails


def on_completed(sender, enrolment, writes, **kwargs):
    """Certify it, and give the deed's mail its address. What was completed long ago, as in a file of an old workshop, waits
    for an officer: nobody gets a mail about it out of the blue.
    """
    if enrolment.completed_at < timezone.now() - bulk_issue.RECENTLY:
        return {}
    try:
        certificate = certificate_actions.issue(enrolment, writes=not writes)
    except BusinessError:
        return {}
    return {"certificate": certificate_emails.address_of(certificate), "has_badge": keys.are_set()}


def on_evidence_withdrawn(sender, enrolment, **kwargs):
    certificate_actions.take_back_unproved(enrolment)


def on_figures_confirmed(sender, activity, **kwargs):
    """Who came is known now for sure. What ended long ago waits for an officer, as above."""
    last = activity.ends_at
    if last and last > timezone.now() - bulk_issue.RECENTLY:
        bulk_issue.ask(activity)
