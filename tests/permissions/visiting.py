"""Requests as a role, with answers in the notation of the table."""

from contextlib import contextmanager
from copy import copy
from urllib.parse import unquote

from django.db import transaction

from .fillings import address_of


def answers(world, role, method, routes):
    """Return {"GET en/my/": "200", …} for one role."""
    return {f"{method} {route}": answer(world, role, method, address_of(world, route)) for route in routes}


def answer(world, role, method, url):
    client = world.clients[role]
    with as_it_was(client):
        response = getattr(client, method.lower())(url)
        if response.streaming:
            list(response.streaming_content)
    return told(response, url)


@contextmanager
def as_it_was(client):
    """Restore the client's cookies afterwards, so that it stays logged in."""
    before = copy(client.cookies)
    yield
    client.cookies = before


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def told(response, url):
    if not 300 <= response.status_code < 400:
        return str(response.status_code)
    place = response.headers["Location"]
    door, _question, wanted = place.partition("?next=")
    if door in {"/accounts/login/", "/admin/login/"} and unquote(wanted) == url:
        return "login"
    if place == "/accounts/login/":
        return "door"
    return "out" if place == "/admin/" and url != "/admin/" else f"→ {place}"
