"""Receivers of signals from `learning.activities`."""

from django.utils import timezone

from learning.core.errors import BusinessError

from ..badges import keys
from . import actions as certificate_actions
from . import bulk_issue
from . import emails as certificate_emails


def on_completed(sender, enrolment, writes, **kwargs):
    """Issue a certificate, and return its address for the e-mail of the action.

    What was completed long ago, as in an import of an old workshop, waits for an officer, so that nobody gets an
    unexpected e-mail.
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
    """Issue certificates, because attendance is now final. Activities that ended long ago wait for an officer."""
    last = activity.ends_at
    if last and last > timezone.now() - bulk_issue.RECENTLY:
        bulk_issue.ask(activity)
