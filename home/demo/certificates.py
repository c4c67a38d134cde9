"""Certificates of what the invented people completed, from those who sign the demo's."""

from datetime import timedelta

from learning.activities.choices import Kind
from learning.activities.models import Activity
from learning.certificates import earning
from learning.certificates.issuing import PERSON, write
from learning.certificates.models import Award, Certificate, Signatory

SIGNATORIES = [("Núria Ferrer Pascual", "Director of learning"), ("Tomás Echeverri Lozano", "Secretary General")]


def load():
    for activity in Activity.objects.filter(plan="2024–2026", kind__in=[Kind.COURSE, Kind.WEBINAR]).order_by("pk"):
        award = Award.objects.create(activity=activity)
        for name, title in SIGNATORIES:
            Signatory.objects.create(award=award, name=name, title=title)
        for kind, waiting in earning.waiting(activity).items():
            found = waiting.select_related(PERSON).prefetch_related("completed_steps").order_by("pk")
            _date(write(activity, list(found), kind, writes=False), activity)


def _date(certificates, activity):
    """As if they had been issued when they were earned: with the completion, or the day after the end."""
    for certificate in certificates:
        earned_at = certificate.enrolment.completed_at or activity.ends_at + timedelta(days=1)
        certificate.issued_at = certificate.told_at = earned_at
    Certificate.objects.bulk_update(certificates, ["issued_at", "told_at"])
