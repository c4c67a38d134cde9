"""The table of permissions is complete, and every address answers every role as it says."""

import pytest

from .admin_table import WAGTAIL
from .fillings import address_of
from .keeping import changes
from .visiting import answer, answers, rolled_back
from .walking import addresses
from .whole_table import TABLE, WAGTAILS
from .world import ROLES

pytestmark = pytest.mark.django_db


def otherwise(found, expected):
    """Return the differences: {request: (answer, expected answer)}."""
    return {asked: (answer, expected[asked]) for asked, answer in found.items() if answer != expected[asked]}


def test_every_own_address_is_in_the_table():
    assert [address.route for address in addresses() if address.is_own and address.route not in TABLE] == []


def test_every_other_address_has_a_prefix_of_wagtail_in_the_table():
    assert [route for route in WAGTAILS if not route.startswith(tuple(WAGTAIL))] == []


def test_every_address_in_the_table_exists():
    routes = {address.route for address in addresses()}
    assert [route for route in TABLE if route not in routes] == []
    assert [prefix for prefix in WAGTAIL if not any(route.startswith(prefix) for route in routes)] == []


@pytest.mark.parametrize("role", ROLES)
def test_every_get_is_answered_as_in_the_table_and_changes_nothing(world, role):
    expected = {f"GET {route}": to_get[role].format_map(world) for route, (to_get, _to_post) in TABLE.items()}
    with changes() as changed:
        assert otherwise(answers(world, role, "GET", TABLE), expected) == {}
    assert changed == []


@pytest.mark.parametrize("role", ROLES)
def test_every_post_is_answered_as_in_the_table(world, role):
    expected = {f"POST {route}": to_post[role].format_map(world) for route, (_to_get, to_post) in TABLE.items()}
    found = {}
    for route in TABLE:
        with rolled_back():
            found |= answers(world, role, "POST", [route])
    assert otherwise(found, expected) == {}


@pytest.mark.parametrize("role", ROLES)
def test_wagtails_admin_is_answered_as_in_the_table(world, role):
    expected = {probe: audience[role] for probe, audience in WAGTAIL.values()}
    found = {probe: answer(world, role, "GET", "/" + probe.format_map(world)) for probe in expected}
    assert otherwise(found, expected) == {}


@pytest.mark.parametrize("role", ["visitor", "official"])
def test_all_addresses_below_a_prefix_are_closed_to_visitors_and_learners(world, role):
    closed = tuple(prefix for prefix, (_probe, audience) in WAGTAIL.items() if audience["visitor"] == "login")
    routes = [route for route in WAGTAILS if route.startswith(closed)]
    asked = {f"{method} {route}": (method, address_of(world, route)) for route in routes for method in ("GET", "POST")}
    found = {name: answer(world, role, *asking) for name, asking in asked.items()}
    assert otherwise(found, dict.fromkeys(asked, "login" if role == "visitor" else "403")) == {}


def test_get_of_wagtails_addresses_changes_nothing(world):
    """Requested as superuser."""
    routes = [route for route in WAGTAILS if route != "admin/failwhale/"]
    with changes() as changed:
        answers(world, "superuser", "GET", routes)
    assert changed == []
