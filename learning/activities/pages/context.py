"""The template context of pages: apps register a function for each of their page models, so that models import no views."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

ContextFunction = Callable[[HttpRequest, Any, dict], dict]
_functions: dict[type[Page], ContextFunction] = {}


def register(model: type[Page], function: ContextFunction) -> None:
    """Let `function(request, page, context)` return what the template of pages of `model` and its subclasses needs."""
    _functions[model] = function


class RegisteredContextMixin:
    """A page whose context is completed by the function that is registered for its model."""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        function = next(_functions[model] for model in type(self).__mro__ if model in _functions)
        return {**context, **function(request, self, context)}
