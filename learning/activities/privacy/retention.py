"""People who have long been inactive: after some years their names are deleted."""

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from learning.people.canonical import canonical_id
from learning.people.models import Person

from ..models import CompletedStep, Enrolment, Feedback, Presence, Result, Viewing

SENTENCE = _(
    "Who took part: %(time)s after the last time you logged in, enrolled or did anything here. Then your name goes by "
    "itself, as if you had deleted your account."
)
# Models of actions of a person, each with the field that says when it was last done.
DEEDS = {
    CompletedStep: "completed_at",
    Feedback: "given_at",
    Presence: "ends_at",
    Result: "taken_at",
    Viewing: "last_seen_at",
}
STEPS = ("queued_at", "enrolled_at", "withdrawn_at", "completed_at")
DAYS = ("attended_on", "started_on", "replayed_on")


def lapsed(before):
    """Return canonical persons to anonymise: with a name or address, no role, and nothing newer than `before`.

    Account, last log-in, enrolments and actions in them are considered.
    """
    known = Person.objects.filter(merged_into=None, created_on__lt=before.date()).exclude(name="", email="")
    for active in (*_kept_by_account(before), *_kept_by_deeds(before)):
        known = known.exclude(pk__in=active)
    return known


def _kept_by_account(before):
    """Yield querysets of ids of persons whose account is in use or has a role, or who are a focal point."""
    rows = Person.objects.annotate(
        counted_as=Coalesce("merged_into__merged_into_id", "merged_into_id", F("pk"))
    ).order_by()
    in_use = Q(user__last_login__gte=before) | Q(user__date_joined__gte=before) | Q(created_on__gte=before.date())
    has_role = Q(user__groups__isnull=False) | Q(user__is_superuser=True) | Q(user__user_permissions__isnull=False)
    yield rows.filter(in_use).values("counted_as")
    yield rows.filter(has_role).values("counted_as")
    yield rows.filter(focal_points__isnull=False).values("counted_as")


def _kept_by_deeds(before):
    """Yield querysets of ids of persons with an enrolment, or an action in one, since `before`."""
    moments, days = Q(), Q()
    for name in STEPS:
        moments |= Q(**{f"{name}__gte": before})
    for name in DAYS:
        days |= Q(**{f"{name}__gte": before.date()})
    yield _who(Enrolment.all_rows.filter(moments | days), "person")
    for model, moment in DEEDS.items():
        yield _who(model.objects.filter(**{f"{moment}__gte": before}), "enrolment__person")


def _who(rows, path):
    return rows.order_by().annotate(counted_as=canonical_id(path)).values("counted_as")
