from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.activities.choices import PartnerRole
from learning.activities.models import ActivityPartner, DeclaredFigure
from learning.people.canonical import canonical_id
from learning.people.models import Organisation
from learning.people.reference.places import country_name

from ..queries import declared_figures
from ..queries.activity_pools import Pool
from ..queries.by_activity import figures_by_activity, held
from ..queries.covered_activities import stands_in
from ..queries.distinct_people import people_by
from ..queries.enrolments import of
from ..scope.scopes import Scope
from .columns import NameColumn, NumberColumn, TextColumn
from .filters import ScopeFilterSet, choice
from .screen import Screen


class PartnersFilterSet(ScopeFilterSet):
    role = choice(gettext_lazy("Role"), PartnerRole.choices)
    organisation_kind = choice(gettext_lazy("Kind of organisation"), Organisation.Kind.choices)


@dataclass
class Partnership:
    """What an organisation did in one role: the activities held, who took part in them, and what is declared of them."""

    organisation: Organisation
    role_code: str
    activities: int
    participations: int
    people: int
    declared: declared_figures.Declared
    scope: Scope

    @property
    def name(self):
        return self.organisation.name

    @property
    def note(self):
        return ", ".join(
            filter(None, [country_name(self.organisation.country), str(self.organisation.get_kind_display())])
        )

    @property
    def role(self):
        return str(PartnerRole(self.role_code).label)

    @property
    def declared_text(self):
        return str(self.declared)


def partnerships(scope):
    """[Partnership] of activities that were held or of which something is declared. Fourteen queries."""
    groups = _groups(scope)
    pools = dict(zip(groups, Pool.of_groups(groups.values(), scope.pool()), strict=True))
    every = Pool.around(pools.values())
    bodies = Organisation.objects.in_bulk({body for body, _role in groups})
    was_held = set(held(scope, every).values_list("pk", flat=True))
    participants = figures_by_activity(scope, every.dated | every.always_open, ["participants"])
    people, declared = _people(scope, every, pools), _declared(scope, pools)
    found = []
    for (body, role), (narrowed, _activities) in groups.items():
        pool, told = pools[body, role], declared[body, role]
        counted = was_held & (pool.dated | pool.always_open)
        participations = sum(participants[pk].participants for pk in counted if pk in participants)
        people_in_it = people.get((body, role), 0)
        if counted or told:
            found.append(Partnership(bodies[body], role, len(counted), participations, people_in_it, told, narrowed))
    return found


def _groups(scope):
    """{(organisation, role): (the scope of its activities, their ids)}. Two queries."""
    partners = ActivityPartner.objects.filter(activity__in=scope.activities().values("pk")).order_by()
    partners = partners.annotate(body=canonical_id("organisation"))
    activities = defaultdict(set)
    for body, role, activity in partners.values_list("body", "role", "activity"):
        activities[body, role].add(activity)
    return {
        (body, role): (scope.narrowed(partner=body, partner_role=role), found)
        for (body, role), found in activities.items()
    }


def _people(scope, every, pools):
    """{(organisation, role): people in any of its activities that count}"""
    rows = of("participants", scope, every).filter(activity__partners__isnull=False)
    rows = rows.annotate(partner=canonical_id("activity__partners__organisation"), part=F("activity__partners__role"))
    for (body, role), pool in pools.items():
        # What a figure covers that is declared of another activity of the same partner.
        if covered := {pk for pk in pool.named if every.has(pk) and not pool.has(pk)}:
            rows = rows.exclude(partner=body, part=role, activity__in=covered)
    return people_by(rows, "partner", "part")


def _declared(scope, pools):
    """{(organisation, role): what is declared of its activities}. Two queries."""
    named = frozenset().union(*(pool.named for pool in pools.values()))
    figures = list(DeclaredFigure.objects.filter(stands_in(scope, named, is_some=True)).prefetch_related("covers"))
    figures = [figure for figure in figures if figure.is_platform_metric]
    return {
        key: declared_figures.together([figure for figure in figures if figure.activity_id in pool.named])
        for key, pool in pools.items()
    }


class PartnersView(Screen):
    """With whom we work, in which role, and whom that reaches."""

    page_title = gettext_lazy("Partners and funders")
    header_icon = "group"
    index_url_name = "reports:partners"
    index_results_url_name = "reports:partners_results"
    filterset_class = PartnersFilterSet
    is_searchable = True
    search_fields = ["name"]
    default_ordering = "-participations"
    nothing_yet = gettext_lazy(
        "No activity that was held has a partner yet. Partners are named on the form of an activity."
    )
    introduction = gettext_lazy(
        "Activities that were held, by who organised, hosted or funded them. An activity of two partners stands in both "
        "rows: rows are not added up. Declared figures stand beside what is counted and are not de-duplicated with it."
    )

    def get_rows(self):
        asked = self.filters.asked
        role, kind = asked.get("role"), asked.get("organisation_kind")
        return [
            row
            for row in partnerships(self.scope)
            if (not role or row.role_code == role) and (not kind or row.organisation.kind == kind)
        ]

    @cached_property
    def columns(self):
        return [
            NameColumn("name", _("Partner"), width="30%"),
            TextColumn("role", _("Role")),
            NumberColumn("activities"),
            NumberColumn("participations", measure="participants"),
            NumberColumn("people", measure="participants"),
            DeclaredColumn("declared_text", rule="declared", label=_("Declared")),
        ]


class DeclaredColumn(NumberColumn):
    """In words, as "over 300": sorted by none."""

    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        self.sort_key = None

    @staticmethod
    def say(value):
        return value
