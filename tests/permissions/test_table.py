"""The table holds: every address of our own is in it, and answers every role as it says."""

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
    """What was answered otherwise than it should be: {asked: (answer, what it should be)}."""
    return {asked: (answer, expected[asked]) for asked, answer in found.items() if answer != expected[asked]}


def test_every_address_of_our_own_is_in_the_table():
    assert [address.route for address in addresses() if address.is_own and address.route not in TABLE] == []


def test_every_other_address_is_wagtails_and_known_by_its_prefix():
    assert [route for route in WAGTAILS if not route.startswith(tuple(WAGTAIL))] == []


def test_the_table_names_no_address_that_is_gone():
    routes = {address.route for address in addresses()}
    assert [route for route in TABLE if route not in routes] == []
    assert [prefix for prefix in WAGTAIL if not any(route.startswith(prefix) for route in routes)] == []


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_get_as_the_table_says_and_changes_nothing(world, role):
    expected = {f"GET {route}": to_get[role].format_map(world) for route, (to_get, _to_post) in TABLE.items()}
    with changes() as changed:
        assert otherwise(answers(world, role, "GET", TABLE), expected) == {}
    assert changed == []


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_post_as_the_table_says(world, role):
    expected = {f"POST {route}": to_post[role].format_map(world) for route, (_to_get, to_post) in TABLE.items()}
    found = {}
    for route in TABLE:
        with rolled_back():
            found |= answers(world, role, "POST", [route])
    assert otherwise(found, expected) == {}


@pytest.mark.parametrize("role", ROLES)
def test_every_part_of_wagtails_admin_opens_to_whom_the_table_says(world, role):
    expected = {probe: audience[role] for probe, audience in WAGTAIL.values()}
    found = {probe: answer(world, role, "GET", "/" + probe.format_map(world)) for probe in expected}
    assert otherwise(found, expected) == {}


@pytest.mark.parametrize("role", ["visitor", "official"])
def test_all_that_lies_below_is_as_closed(world, role):
    closed = tuple(prefix for prefix, (_probe, audience) in WAGTAIL.items() if audience["visitor"] == "login")
    routes = [route for route in WAGTAILS if route.startswith(closed)]
    asked = {f"{method} {route}": (method, address_of(world, route)) for route in routes for method in ("GET", "POST")}
    found = {name: answer(world, role, *asking) for name, asking in asked.items()}
    assert otherwise(found, dict.fromkeys(asked, "login" if role == "visitor" else "403")) == {}


def test_no_get_of_wagtails_changes_anything(world):
    """Asked by who may do everything."""
    routes = [route for route in WAGTAILS if route != "admin/failwhale/"]
    with changes() as changed:
        answers(world, "superuser", "GET", routes)
    assert changed == []
