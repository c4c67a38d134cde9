"""Eligibility: who has earned which certificate."""

from django.db.models import Exists, OuterRef, Q

from learning.activities.choices import Completion, Role, Status
from learning.activities.models import Enrolment

from ..choices import Gives, Kind, Revoked
from ..models import Award, Certificate

OF_COMPLETION, OF_PARTICIPATION = (Gives.COMPLETION, Gives.EITHER), (Gives.PARTICIPATION, Gives.EITHER)


def evidence(kind):
    """Return the condition under which a certificate of `kind` is true, whatever its activity gives today."""
    return Q(completed_at__isnull=False) if kind == Kind.COMPLETION else Q(participated_on__isnull=False)


def earned(activity, given=None):
    """Return {kind: the condition on enrolments of `activity` that earn it}, on today's evidence.

    Participation is certified once the activity is over, completion as soon as it is proved. Attendance proves
    completion only when the last session has ended: until then it may increase, or be corrected.
    """
    given = given or Award.of(activity).given
    earns, participant = {}, Q(activity=activity, role=Role.PARTICIPANT)
    if activity.status == Status.CANCELLED:
        return {}
    if given in OF_COMPLETION:
        earns[Kind.COMPLETION] = participant & evidence(Kind.COMPLETION)
        if not activity.is_over:
            earns[Kind.COMPLETION] &= ~Q(completed_by=Completion.ATTENDANCE)
    if given in OF_PARTICIPATION and activity.is_over:
        earns[Kind.PARTICIPATION] = participant & evidence(Kind.PARTICIPATION)
        if given == Gives.EITHER:
            earns[Kind.PARTICIPATION] &= Q(completed_at=None)
    return earns


def kind_for(enrolment):
    """Return the kind of certificate that `enrolment` has earned, or None.

    One query, and one for the award of the activity.
    """
    for kind, condition in earned(enrolment.activity).items():
        if Enrolment.objects.filter(condition, pk=enrolment.pk).exists():
            return kind
    return None


def waiting(activity):
    """Return {kind: enrolments that earned it and have none}, without those whose certificate an officer revoked."""
    return {kind: _without(kind, condition) for kind, condition in earned(activity).items()}


def _without(kind, condition):
    theirs = Q(enrolment=OuterRef("pk")) | Q(enrolment__merged_into=OuterRef("pk"))
    has_one = Certificate.objects.filter(theirs, kind=kind, replaced_at=None)
    named = ~Q(person__name="", person__merged_into=None)
    return Enrolment.objects.filter(condition & named & ~Exists(has_one.exclude(revoked_by=Revoked.EVIDENCE)))
