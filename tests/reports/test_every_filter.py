"""Every screen and file of figures, asked with every filter and every pair of filters."""

from datetime import date
from itertools import combinations

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from learning.activities.models import ActivityPartner, Target, Theme
from learning.people.models import AuditEntry
from learning.reports.exports import FORMATS
from learning.reports.scope.query_string import READERS
from learning.reports.scope.scopes import Scope
from learning.reports.snapshots import actions as snapshot_actions
from learning.reports.wagtail_hooks import register_urls
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_user
from tests.permissions.world import Visitor

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 12)
# The first two see figures alone, and people too; the others see what the second does, and are left to the deep tests.
ROLES = ("reader", "Reporting staff", "Learning officers", "Administrators")
SCOPE = ("year", "from", "to", *READERS)
# What a view without a filter set reads besides.
READ = {
    "annual": (*SCOPE, "language"),
    "freeze": SCOPE,
    "people": (*SCOPE, "covered"),
    "participations": SCOPE,
    "participations_file": (*SCOPE, "people"),
    "activity": ("year",),
    "snapshot": ("language",),
}
ALWAYS = {"people": {"measure": "participants"}}
LISTED = ("q", "ordering", "p")


def routes():
    """{name: view class} of every address of figures but those that only take a POST and the parts of a page."""
    patterns = register_urls()[0].url_patterns
    views = {pattern.name: pattern.callback.view_class for pattern in patterns if not pattern.name.endswith("_results")}
    return {name: view for name, view in views.items() if hasattr(view, "get")}


def filters_of(name):
    """The names in the address that the view narrows, orders or searches by."""
    filter_set = getattr(routes()[name], "filterset_class", None)
    if filter_set is None:
        return READ.get(name, LISTED)
    names = [name for name in filter_set.base_filters if name != "period"]
    period = ("period_from", "period_to") if "period" in filter_set.base_filters else ()
    return (*names, *period, *LISTED)


@pytest.fixture
def world(db):
    """One activity that every filter finds."""
    body = make_organisation("Dakar", country="SN", kind="local", latitude=14.7, longitude=-17.4)
    theme = Theme.objects.create(code="water", name_en="Water")
    activity = make_activity(
        "Water", kind="webinar", mode="online", starts_on=DAY, plan="2026", action_line=2, is_training=True
    )
    activity.themes.add(theme)
    ActivityPartner.objects.create(activity=activity, organisation=body, role="organiser")
    Target.objects.create(activity=activity, metric="participants", value=30)
    make_enrolment(activity, make_person(organisation=body), attended_on=DAY, participated_on=DAY)
    snapshot = snapshot_actions.freeze(Scope.of_year(2026), by=None)
    values = {
        "year": "2026",
        "from": "2026-01-01",
        "to": "2026-12-31",
        "period_from": "2026-01-01",
        "period_to": "2026-12-31",
        "plan": "2026",
        "action_line": "2",
        "kind": "webinar",
        "mode": "online",
        "theme": theme.code,
        "is_training": "1",
        "activity": activity.pk,
        "partner": body.pk,
        "partner_role": "organiser",
        "role": "organiser",
        "region": "africa",
        "country": "SN",
        "organisation_kind": "local",
        "organisation": body.pk,
        "by": "country",
        "took_part": "now",
        "metric": "participants",
        "problem": "unconfirmed",
        "type": "video",
        "captions": "yes",
        "language": "en",
        "covered": "too",
        "people": "1",
        "q": "a",
        "ordering": "-name",
        "p": "1",
    }
    return values, {"activity": [activity.pk], "snapshot": [snapshot.pk], "snapshot_changes": [snapshot.pk]}


def visitor(role):
    if role == "reader":
        user = make_user("reader@example.org")
        user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_activity"]))
    else:
        user = make_user("someone@example.org", Group.objects.get(name=role).name)
    client = Visitor()
    client.force_login(user)
    return client


def asked_with(world, name):
    """A function (client, filters, format): the answer to that question, read to its end."""
    values, numbers = world
    address = reverse(f"reports:{name}", args=numbers.get(name))

    def ask(client, filters, form=""):
        query = {**ALWAYS.get(name, {}), **{one: values[one] for one in filters}, **({"export": form} if form else {})}
        response = client.get(address, query)
        b"".join(response.streaming_content) if response.streaming else response.content
        return response.status_code

    return ask


def refusals(name, filters):
    """What may be answered instead: a refusal of a contradiction, or of a choice that the address does not offer."""
    contradicts = "year" in filters and {"from", "to", "period_from", "period_to"} & set(filters)
    unknown = (name == "trends" and "by" in filters) or (name == "recordings" and "year" in filters)
    return {302, 400, 404} if contradicts or unknown else set()


def test_every_address_of_figures_is_asked():
    assert {"participants", "annual", "people", "participations_file", "regions", "snapshot", "rules"} <= set(routes())
    assert {"year", "kind", "period_from", "q"} <= set(filters_of("participants"))
    assert "kind" in filters_of("annual")


@pytest.mark.parametrize("role", [*ROLES[:2], *(pytest.param(role, marks=pytest.mark.deep) for role in ROLES[2:])])
@pytest.mark.parametrize("name", routes())
def test_one_filter_changes_no_answer_to_an_error(world, name, role):
    ask, client = asked_with(world, name), visitor(role)
    may = ask(client, ())
    assert may in {200, 302, 404}
    for place, one in enumerate(filters_of(name)):
        form = ("", *FORMATS)[(place + ROLES.index(role)) % 4]
        expected = ({may, 404} if one == "people" else {may}) | refusals(name, [one])
        assert ask(client, [one], form) in expected, (one, form)


def ask_pairs(world, name, pairs):
    ask, client = asked_with(world, name), visitor("Reporting staff")
    may = ask(client, ())
    for pair in pairs:
        assert ask(client, pair, "json") in {may} | refusals(name, pair), pair


@pytest.mark.parametrize("name", routes())
def test_two_filters_change_no_answer_to_an_error(world, name):
    """Every seventh pair, beginning elsewhere for each address; all of them in the deep tests."""
    ask_pairs(world, name, list(combinations(filters_of(name), 2))[list(routes()).index(name) % 7 :: 7])


@pytest.mark.deep
@pytest.mark.parametrize("name", routes())
def test_no_two_filters_change_an_answer_to_an_error(world, name):
    ask_pairs(world, name, combinations(filters_of(name), 2))


def test_the_audit_log_keeps_the_kind_that_was_asked_for(world):
    asked_with(world, "annual")(visitor("Reporting staff"), ["year", "kind"])
    entry = AuditEntry.objects.get(action="figures_seen")
    assert entry.details == {"measure": "women", "scope": {"year": "2026", "kind": "webinar"}}
    assert entry.kind == ""
