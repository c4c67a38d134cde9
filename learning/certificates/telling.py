"""The mail that tells a holder of a certificate: where it is. No file goes along: what is erased or revoked is gone."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from . import keys
from .models import Certificate

PERSON = "enrolment__person__merged_into__merged_into"


def address_of(certificate):
    return settings.BASE_URL + certificate.get_absolute_url()


@task()
@transaction.atomic
def tell(certificate_id):
    """Once for each certificate, however often it is asked for: the first to note it down writes."""
    standing = Certificate.objects.standing().filter(pk=certificate_id, told_at=None).exclude(holder="")
    if not standing.update(told_at=timezone.now()):
        return
    certificate = Certificate.objects.select_related("enrolment__activity", PERSON).get(pk=certificate_id)
    person = certificate.enrolment.person.canonical
    if person.email:
        _letter(certificate, person).send()


def _letter(certificate, person):
    with translation.override(certificate.facts["language"]):
        words = {
            "certificate": certificate,
            "person": person,
            "url": address_of(certificate),
            "has_badge": keys.are_set(),
        }
        text = render_to_string("emails/certificate.txt", {**words, "base_url": settings.BASE_URL})
    subject, _blank, body = text.strip().partition("\n")
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[person.email])
