"""Which figures a correction changes, shown before it is made."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from learning.people.canonical import canonical_id

from ..models import Activity, Enrolment
from .counts import COUNTED


@dataclass(frozen=True)
class ChangedFigure:
    activity: Activity
    label: str
    before: int
    after: int


# Figures computed from (canonical organisation id, country, was a member) of each participation (counting.md).
FIGURES = {
    _("Organisations"): lambda copies: {body for body, _country, _member in copies if body},
    _("Members"): lambda copies: {body for body, _country, is_member in copies if body and is_member},
    _("Non-members"): lambda copies: {body for body, _country, is_member in copies if body and not is_member},
    _("Countries"): lambda copies: {country for _body, country, _member in copies if country},
}


def changed_figures(corrections):
    """List a `ChangedFigure` for each figure of the corrections' activities that would change. One query."""
    activities = {one.enrolment.activity_id: one.enrolment.activity for one in corrections}
    after_all = {one.enrolment.pk: _copy(one.after) for one in corrections}
    found = []
    for pk, before in _copies(activities).items():
        after = [after_all.get(enrolment, copy) for enrolment, copy in before.items()]
        for label, of in FIGURES.items():
            numbers = len(of(before.values())), len(of(after))
            if numbers[0] != numbers[1]:
                found.append(ChangedFigure(activities[pk], label, *numbers))
    return found


def _copy(whom):
    return whom.organisation and whom.organisation.canonical.pk, whom.country, whom.is_member


def _copies(activities):
    """Return {activity id: {enrolment id: (organisation, country, is_member)}} of those who took part."""
    took_part = Enrolment.objects.filter(COUNTED["took_part"], activity__in=activities).order_by("activity")
    found = {}
    rows = took_part.annotate(body=canonical_id("organisation"))
    for activity, pk, *copy in rows.values_list("activity", "pk", "body", "country", "is_member"):
        found.setdefault(activity, {})[pk] = tuple(copy)
    return found
