"""Filters of the admin's lists: an invalid value finds nothing, and is never treated as "everything"."""

import pytest

from tests.permissions.fillings import address_of
from tests.permissions.walking import addresses, listings

pytestmark = pytest.mark.django_db
ODD = ("0", "-1", "nonsense")


def own_lists(world):
    """Return {address: names of its filters} of our own lists that have filters."""
    own = {address.route for address in addresses() if address.is_own}
    found = {}
    for route in listings():
        if route in own and not route.endswith("results/") and "<str" not in route:
            address = address_of(world, route)
            context = getattr(world.clients["superuser"].get(address), "context_data", None) or {}
            if filters := context.get("filters"):
                found[address] = [name for name, field in filters.form.fields.items() if _is_choice(field)]
    return found


def _is_choice(field):
    return hasattr(field, "choices")


def test_invalid_choice_in_any_list_finds_nothing_and_exports_no_file(world):
    client, lists = world.clients["superuser"], own_lists(world)
    assert len(lists) > 15
    asked = [(address, name, value) for address, names in lists.items() for name in names for value in ODD]
    assert len(asked) > 150
    wide, files = [], []
    for address, name, value in asked:
        start = f"{address}{'&' if '?' in address else '?'}{name}={value}"
        if list(client.get(start).context_data["object_list"]):
            wide.append(start)
        if value == "nonsense" and "Content-Disposition" in client.get(f"{start}&export=csv").headers:
            files.append(start)
    assert (wide, files) == ([], [])
