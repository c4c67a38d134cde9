"""Actions of certificates: issue, revoke, replace, renew. Each is one transaction and idempotent."""

from django.db import transaction
from django.utils import timezone

from learning.activities.enrolment.actions import lock
from learning.activities.joint.rows import ids_of
from learning.activities.models import Enrolment
from learning.activities.sessions.local_days import day_of
from learning.people import audit_log
from learning.people.models import Person

from .. import errors
from ..choices import Revoked, State
from ..models import Certificate
from . import eligibility
from . import emails as certificate_emails
from .expiry import last_day
from .facts import Facts

PERSON = "person__merged_into__merged_into"


@transaction.atomic
def issue(enrolment, *, by=None, writes=True):
    """Issue the certificate that `enrolment` has earned. Returns the new one, or the existing one if it is valid.

    An expired certificate stays as it was, and a new one is issued beside it, valid from today.

    Raises `NotEarned`, or `NoName` for a person without a name (or erased). `writes`: an e-mail notifies the holder.
    """
    activity = lock(enrolment.activity)
    enrolment = _read(enrolment)
    kind = eligibility.kind_for(enrolment)
    if kind is None:
        raise errors.NotEarned()
    standing = Certificate.objects.standing().filter(enrolment__in=ids_of(enrolment), kind=kind).first()
    if standing and standing.state != State.EXPIRED:
        return standing
    if standing:
        _mark_renewed(standing)
    certificate = _only(write(activity, [enrolment], kind, writes=writes))
    if by is not None:
        audit_log.record(audit_log.Action.CERTIFICATES_ISSUED, by, certificate)
    return certificate


def write(activity, enrolments, kind, *, writes=True, **fields):
    """Create a certificate for each of `enrolments` whose person has a name. Returns the certificates.

    The caller holds the lock on `activity`, and has read `enrolments` under that lock. The people are locked here, so
    that nobody is erased meanwhile.
    """
    people = [one.person.canonical.pk for one in enrolments]
    names = dict(Person.objects.select_for_update(of=("self",)).filter(pk__in=people).values_list("pk", "name"))
    named = [one for one in enrolments if names[one.person.canonical.pk]]
    facts, now = Facts(activity), timezone.now()
    says = facts.of(named, kind)
    made = Certificate.objects.bulk_create(
        Certificate(
            enrolment=one,
            kind=kind,
            holder=names[one.person.canonical.pk],
            facts=says[one.pk],
            issued_at=now,
            **{"expires_on": last_day(day_of(activity, now), facts.award.valid_months), **fields},
            told_at=None if writes else now,
        )
        for one in named
    )
    if writes:
        certificate_emails.notify_holder([certificate.pk for certificate in made])
    return made


@transaction.atomic
def revoke(certificate, *, by, reason):
    """Revoke the certificate for good; the public page shows that it is revoked, but not why. Raises `NotStanding`."""
    certificate = _hold(certificate)
    if certificate.revoked_at or certificate.replaced_at:
        raise errors.NotStanding()
    _take_back(certificate, Revoked.OFFICER, reason)
    audit_log.record(audit_log.Action.CERTIFICATE_REVOKED, by, certificate, reason=reason)
    return certificate


@transaction.atomic
def reissue(certificate, *, by, reason=""):
    """Replace the certificate by one with today's name and facts, with the same expiry date. Returns the new one.

    A certificate that was revoked by mistake is reissued in the same way. Raises `AlreadyGiven` if it was replaced or
    another one is in force, `NotEarned` if the evidence is gone.
    """
    activity = lock(certificate.enrolment.activity)
    certificate = _hold(certificate)
    enrolment = _read(certificate.enrolment)
    others = Certificate.objects.standing().filter(enrolment=enrolment, kind=certificate.kind)
    if certificate.replaced_at or others.exclude(pk=certificate.pk).exists():
        raise errors.AlreadyGiven()
    condition = eligibility.evidence(certificate.kind)
    if not Enrolment.objects.filter(condition, pk=enrolment.pk).exists():
        raise errors.NotEarned()
    certificate.replaced_at = timezone.now()
    certificate.save(update_fields=["replaced_at"])
    kept = {"replaces": certificate, "expires_on": certificate.expires_on}
    new = _only(write(activity, [enrolment], certificate.kind, **kept))
    audit_log.record(audit_log.Action.CERTIFICATE_REPLACED, by, certificate, reason=reason, details={"new": new.pk})
    return new


@transaction.atomic
def renew(certificate, *, by, reason=""):
    """Issue a new certificate of the same kind for an expired one, valid from today. The old one stays as it was.

    Raises `AlreadyGiven` if it was renewed or has not expired, `NotEarned` if the evidence is gone.
    """
    activity = lock(certificate.enrolment.activity)
    certificate = _hold(certificate)
    if certificate.state != State.EXPIRED or certificate.renewed_at:
        raise errors.AlreadyGiven()
    enrolment = _read(certificate.enrolment)
    if not Enrolment.objects.filter(eligibility.evidence(certificate.kind), pk=enrolment.pk).exists():
        raise errors.NotEarned()
    _mark_renewed(certificate)
    new = _only(write(activity, [enrolment], certificate.kind))
    audit_log.record(audit_log.Action.CERTIFICATES_ISSUED, by, new, reason=reason, details={"renews": certificate.pk})
    return new


@transaction.atomic
def rename(certificate, *, by):
    """Reissue the certificate for its holder with their current name.

    Raises `SameName`, or `NotStanding` if the certificate is revoked.
    """
    lock(certificate.enrolment.activity)
    certificate = _hold(certificate)
    if certificate.revoked_at:
        raise errors.NotStanding()
    if certificate.enrolment.person.canonical.name == certificate.holder:
        raise errors.SameName()
    return reissue(certificate, by=by)


def take_back_unproved(enrolment):
    """Revoke the certificates that the evidence of `enrolment` no longer proves, on all merged rows of the enrolment.

    Called after evidence was withdrawn. The caller holds the lock on the activity.
    """
    for certificate in Certificate.objects.true().filter(enrolment__in=ids_of(enrolment)):
        if not Enrolment.objects.filter(eligibility.evidence(certificate.kind), pk=enrolment.pk).exists():
            _take_back(certificate, Revoked.EVIDENCE)


def _only(made):
    if not made:
        raise errors.NoName()
    return made[0]


def _mark_renewed(certificate):
    certificate.renewed_at = timezone.now()
    certificate.save(update_fields=["renewed_at"])


def _take_back(certificate, revoked_by, reason=""):
    certificate.revoked_at, certificate.revoked_by, certificate.reason = timezone.now(), revoked_by, reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "reason"])


def _hold(certificate):
    found = Certificate.objects.select_for_update(of=("self",)).select_related(
        "enrolment__activity", "enrolment__merged_into", f"enrolment__{PERSON}"
    )
    return found.get(pk=certificate.pk)


def _read(enrolment):
    """Return the leading row of the enrolment, with its activity and canonical person."""
    return Enrolment.objects.select_related("activity", PERSON).get(pk=enrolment.leading.pk)
