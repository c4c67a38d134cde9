"""Every address of the site, as its URL patterns say, and how one is filled in to be visited."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from wagtail.admin.views.mixins import SpreadsheetExportMixin

OWN_APPS = ("learning.", "courses.", "webinars.", "home.")
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """`route` as it stands in the patterns, as "admin/persons/edit/<int:pk>/"."""

    route: str
    is_own: bool


def addresses():
    return [Address(route, _is_own(pattern)) for route, pattern in _walk(get_resolver())]


def listings():
    """Routes of the listings that Wagtail can write into a file, whoever's they are."""
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
    """Whether the view is ours, or one of the framework's about a model of ours."""
    view = getattr(pattern.callback, "view_class", pattern.callback)
    model = getattr(pattern.callback, "view_initkwargs", {}).get("model")
    return any(getattr(thing, "__module__", "").startswith(OWN_APPS) for thing in (view, model))


def filled(route, value):
    """`route` with `value(kind, name)` for each parameter: "/admin/persons/edit/7/"."""
    return "/" + PARAMETER.sub(lambda found: str(value(found[1], found[2])), route)
