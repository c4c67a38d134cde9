"""Access to documents: the pages and records that link to a document decide who may download it.

A document on a published public page is for everyone, one in a lesson for the people enrolled in its course, one that
nothing published links to for the editors who look after it. Other apps register a rule for their own models in
`apps.py`.
"""

from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from .seeing import looks_after

Rule = Callable[[HttpRequest, Model], bool]

_rules: dict[type[Model], Rule] = {}


def register(model: type[Model], rule: Rule) -> None:
    """Let `rule(request, object)` decide whether documents that a `model` object links to may be downloaded."""
    _rules[model] = rule


def may_download(request: HttpRequest, document: AbstractDocument) -> bool:
    """Return whether one published page or record with the document lets this reader download it, or the reader edits it."""
    if looks_after(request.user, document):
        return True
    return any(_rule_for(linking)(request, linking) for linking in _objects_linking_to(document))


def may_read_page(request: HttpRequest, page: Page) -> bool:
    """Return whether the view restrictions of a published page and of its ancestors accept this reader."""
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())


def _rule_for(linking: Model) -> Rule:
    return next((_rules[model] for model in type(linking).__mro__ if model in _rules), may_read_page)


def _objects_linking_to(document: AbstractDocument) -> Iterator[Model]:
    """Yield the live pages and the records of registered models that link to `document`, from Wagtail's reference index."""
    found = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(type(document)), to_object_id=str(document.pk)
    )
    ids: dict[int, set[str]] = {}
    for content_type, object_id in found.values_list("base_content_type", "object_id").distinct():
        ids.setdefault(content_type, set()).add(object_id)
    pages = ids.pop(ContentType.objects.get_for_model(Page).pk, ())
    yield from Page.objects.live().filter(pk__in=pages).specific()
    for content_type, keys in ids.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model in _rules:
            yield from model.objects.filter(pk__in=keys)
