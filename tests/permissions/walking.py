"""All addresses of the site from its URL patterns, and values for their parameters."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from wagtail.admin.views.mixins import SpreadsheetExportMixin

OWN_APPS = ("learning.", "courses.", "webinars.", "home.")
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """`route` as in the URL patterns: "admin/persons/edit/<int:pk>/"."""

    route: str
    is_own: bool


def addresses():
    return [Address(route, _is_own(pattern)) for route, pattern in _walk(get_resolver())]


def listings():
    """Return the routes of all listings that Wagtail can export to a file, ours and others'."""
    return [route for route, pattern in _walk(get_resolver()) if _is_listing(pattern)]


def _is_listing(pattern):
    view = getattr(pattern.callback, "view_class", None)
    return isinstance(view, type) and issubclass(view, SpreadsheetExportMixin)


def _walk(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from _walk(pattern, route)


def _is_own(pattern):
    """Return whether the view is ours, or a view of the framework for one of our models."""
    view = getattr(pattern.callback, "view_class", pattern.callback)
    model = getattr(pattern.callback, "view_initkwargs", {}).get("model")
    return any(getattr(thing, "__module__", "").startswith(OWN_APPS) for thing in (view, model))


def filled(route, value):
    """Return `route` with `value(kind, name)` for each parameter: "/admin/persons/edit/7/"."""
    return "/" + PARAMETER.sub(lambda found: str(value(found[1], found[2])), route)
