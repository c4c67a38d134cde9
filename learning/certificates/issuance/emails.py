"""The e-mail that notifies a holder of a certificate.

It has a link and no attachment, so that erasing or revoking is complete.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from learning.core.emails import deferred
from learning.core.emails.compose import compose
from learning.core.emails.options import EmailOptions
from learning.people.models import Person
from learning.people.reachable import reachable

from ..badges import keys
from ..models import Certificate

PERSON = "enrolment__person__merged_into__merged_into"
ISSUED = "certificates.issued"


def address_of(certificate):
    return settings.BASE_URL + certificate.get_absolute_url()


@transaction.atomic
def notify_holder(certificates):
    """Queue an e-mail about each of these certificates (ids), once for each, however often this is called."""
    standing = Certificate.objects.standing().filter(pk__in=certificates, told_at=None).exclude(holder="")
    untold = list(standing.select_for_update(of=("self",)).select_related(PERSON).order_by("pk"))
    Certificate.objects.filter(pk__in=[one.pk for one in untold]).update(told_at=timezone.now())
    mails = [(one.enrolment.person.canonical.email, {"certificate_id": one.pk}) for one in untold]
    deferred.enqueue_all(ISSUED, [mail for mail in mails if mail[0]], EmailOptions(purpose="certificate"))


def compose_issued(certificate_id):
    """Return the e-mail, or None if the certificate was revoked meanwhile or its holder must not be written to."""
    standing = Certificate.objects.standing().select_related("enrolment__activity", PERSON)
    certificate = standing.filter(pk=certificate_id).exclude(holder="").first()
    holder = certificate and Person.objects.filter(pk=certificate.enrolment.person.canonical.pk)
    person = certificate and reachable(holder).first()
    if person is None:
        return None
    with translation.override(certificate.facts["language"]):
        words = {
            "certificate": certificate,
            "person": person,
            "url": address_of(certificate),
            "has_badge": keys.are_set(),
        }
        return compose("certificate", person.email, {**words, "base_url": settings.BASE_URL})
