"""Certificates for what the invented people completed, with the demo's signatories."""

from datetime import timedelta

from django.utils import timezone

from learning.activities.models import Activity
from learning.certificates.choices import USUALLY_GIVES
from learning.certificates.issuance import eligibility
from learning.certificates.issuance.actions import PERSON, write
from learning.certificates.models import Award, Certificate, Signatory

SIGNATORIES = [("Núria Ferrer Pascual", "Director of learning"), ("Tomás Echeverri Lozano", "Secretary General")]


def sign():
    """Create awards with signatories, before anybody completes anything."""
    for activity in _programme():
        award = Award.objects.create(activity=activity)
        for name, title in SIGNATORIES:
            Signatory.objects.create(award=award, name=name, title=title)


def load():
    for activity in _programme().prefetch_related("sessions"):
        for kind, waiting in eligibility.waiting(activity).items():
            found = waiting.select_related(PERSON).prefetch_related("completed_steps").order_by("pk")
            write(activity, list(found), kind, writes=False)
        _date(activity)


def _programme():
    return Activity.objects.filter(plan="2024–2026", kind__in=USUALLY_GIVES).order_by("pk")


def _date(activity):
    """Set dates as if certificates were issued when they were earned: at completion, or the day after the end."""
    found = list(Certificate.objects.filter(enrolment__activity=activity).select_related("enrolment"))
    for certificate in found:
        day_after = activity.ends_at and activity.ends_at + timedelta(days=1)
        certificate.issued_at = certificate.told_at = min(
            day_after or certificate.enrolment.completed_at, timezone.now()
        )
    Certificate.objects.bulk_update(found, ["issued_at", "told_at"])
