"""Engagement: how many members took part."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from learning.people.canonical import canonical_id
from learning.people.models import Membership, Organisation

from ..small_numbers.percentages import percent


@dataclass(frozen=True)
class Engagement:
    engaged: int
    members: int

    @property
    def rate(self):
        """In whole per cent; None where there are too few members for a share."""
        return percent(self.engaged, self.members)


def members_in(scope):
    """Canonical organisations that were members on any day of the period, whatever else narrows the scope."""
    during = Q()
    if scope.last:
        during &= Q(since__lte=scope.last)
    if scope.first:
        during &= Q(until=None) | Q(until__gte=scope.first)
    memberships = Membership.objects.filter(during)
    of_them = memberships.annotate(body=canonical_id("organisation")).filter(body=OuterRef("pk"))
    return Organisation.objects.canonical().filter(Exists(of_them)).order_by("folded", "pk")


def engagement(scope, bodies):
    """Which of the members of the period are among `bodies`, the ids of organisations that took part. One query."""
    members = set(members_in(scope).values_list("pk", flat=True))
    return Engagement(len(members.intersection(bodies)), len(members))
