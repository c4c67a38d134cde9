from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.activities.choices import Role
from learning.activities.models import Enrolment
from learning.people.models import Organisation
from learning.people.reference.places import country_name
from learning.reports.small_numbers.percentages import percent

from ..queries.distinct_by_affiliation import distinct_counts_of
from ..queries.enrolments import of
from ..queries.member_engagement import members_in
from ..queries.organisations import activities_by_organisation, merged
from ..queries.uncounted_activities import Register
from ..scope.scopes import Scope
from . import charts
from .columns import NameColumn, NumberColumn, TextColumn, number, per_cent
from .filters import MembersFilterSet
from .screen import Screen, Total

NOTHING = {"participations": 0, "people": 0, "activities": 0}


@dataclass
class Member:
    """An organisation that was a member on any day of the period. `last_on` looks back over all years and activities."""

    organisation: Organisation
    participations: int
    people: int
    activities: int
    last_on: date | None
    scope: Scope

    @property
    def name(self):
        return self.organisation.name

    @property
    def country(self):
        return country_name(self.organisation.country)

    @property
    def note(self):
        return ", ".join(filter(None, [self.country, str(self.organisation.get_kind_display())]))

    @property
    def region(self):
        return str(self.organisation.get_region_display())

    @property
    def took_part(self):
        if self.participations:
            return MembersFilterSet.NOW
        return MembersFilterSet.NOT_NOW if self.last_on else MembersFilterSet.NEVER


def members_of(scope):
    """[Member] with what its people did in the scope. Fourteen queries.

    A region asked for narrows the members by where they are, not by the copies on enrolments: it is theirs.
    """
    where, asked = scope.region, scope.narrowed(region="")
    members = members_in(asked)
    members = list(members.filter(region=where) if where else members)
    in_scope, ever = _by_body(asked, {member.pk for member in members}), _last_days()
    return [
        Member(
            member,
            **in_scope.get(member.pk, NOTHING),
            last_on=ever.get(member.pk),
            scope=asked.narrowed(organisation=member.pk),
        )
        for member in members
    ]


def _by_body(scope, bodies):
    """{organisation: what its people did} of these."""
    theirs = {*bodies, *(row for row, body in merged().items() if body in bodies)}
    rows = of("organisations", scope).filter(organisation__in=theirs)
    crowd = distinct_counts_of(rows, "organisation")
    people, participations = crowd.people("organisation"), crowd.participations("organisation")
    activities = activities_by_organisation(rows)
    return {
        body: {"participations": participations[body], "people": people[body], "activities": activities[body]}
        for body in people
    }


def _last_days():
    """{organisation: the last day on which one of its people took part}, of all years. Three queries.

    For each organisation one row of an index is looked up: to gather them is to read a million.
    """
    register = Register.read()
    took_part = Enrolment.objects.filter(
        organisation=OuterRef("pk"), role=Role.PARTICIPANT, participated_on__isnull=False
    ).exclude(activity__in=sorted(register.never_counted | register.upcoming))
    last_on = Subquery(took_part.order_by("-participated_on").values("participated_on")[:1])
    days = Organisation.objects.annotate(last_on=last_on).exclude(last_on=None).order_by()
    counts_as, found = merged(), {}
    for body, day in days.values_list("pk", "last_on"):
        body = counts_as.get(body, body)
        found[body] = max(day, found.get(body, day))
    return found


class MembersView(Screen):
    """Which members took part, which did not this time, and which never have."""

    page_title = gettext_lazy("Members' engagement")
    header_icon = "home"
    index_url_name = "reports:members"
    index_results_url_name = "reports:members_results"
    filterset_class = MembersFilterSet
    is_searchable = True
    search_fields = ["name", "country"]
    default_ordering = "-participations"
    nothing_yet = gettext_lazy(
        "No organisation is a member yet. Memberships are kept with the organisations, under People."
    )
    introduction = gettext_lazy(
        "Every organisation that was a member on any day of the period. The last time looks back over all years."
    )

    @cached_property
    def members(self):
        """Of the period, the region and the kind of organisation asked for; the rate is of these."""
        kind = self.filters.asked.get("organisation_kind")
        return [member for member in members_of(self.scope) if not kind or member.organisation.kind == kind]

    def get_rows(self):
        asked = self.filters.asked.get("took_part")
        rows = [member for member in self.members if not asked or self.stands_in(member, asked)]
        for row in rows:
            row.url = self.organisation_url(row.organisation)
        return rows

    @staticmethod
    def stands_in(member, asked):
        """Who never took part did not do so in this period either."""
        if asked == MembersFilterSet.NOT_NOW:
            return not member.participations
        return member.took_part == asked

    def organisation_url(self, organisation):
        return reverse("organisation:edit", args=[organisation.pk]) if self.may_edit_organisations else ""

    @cached_property
    def may_edit_organisations(self):
        return self.request.user.has_perm("people.change_organisation")

    @cached_property
    def columns(self):
        return [
            NameColumn("name", _("Member"), width="30%"),
            TextColumn("region", _("Region")),
            NumberColumn("participations", measure="participants"),
            NumberColumn("people", measure="participants"),
            NumberColumn("activities"),
            TextColumn("last_on", _("Last took part")),
        ]

    def get_pictures(self):
        return [charts.members(self.object_list)]

    def get_totals(self):
        engaged = sum(bool(member.participations) for member in self.members)
        never = sum(member.took_part == MembersFilterSet.NEVER for member in self.members)
        return [
            Total(number(len(self.members)), _("members in the period"), "engagement"),
            Total(number(engaged), _("took part"), "engagement"),
            Total(per_cent(percent(engaged, len(self.members))), _("engagement rate"), "engagement"),
            Total(number(never), _("never took part"), "engagement"),
        ]
