"""Access to documents: the pages and records that link to a document decide who may download it.

A document on a published public page is for everyone, one in a lesson for the people enrolled in its course, one that
nothing published links to for the editors who look after it. Other apps register a rule for their own models in
`apps.py`.
"""

from collections.abc import Callable, Iterator

from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from wagtail.documents.models import AbstractDocument
from wagtail.models import BaseViewRestriction, Page, ReferenceIndex

from learning.people.accounts import access
from learning.people.accounts.second_factor import SecondFactorNeeded, is_staff, lacks_second_factor

from ..page_usage import references_from_pages

Rule = Callable[[HttpRequest, Model], bool]

_rules: dict[type[Model], Rule] = {}


def register(model: type[Model], rule: Rule) -> None:
    """Let `rule(request, object)` decide whether documents that a `model` object links to may be downloaded."""
    _rules[model] = rule


def refusal(request: HttpRequest, document: AbstractDocument) -> HttpResponse | None:
    """Return None if the reader may download `document`, else the response to send instead.

    A visitor is redirected to the log-in if a published page has the document. Raises `SecondFactorNeeded` for someone
    with a role who has not passed the second factor, Http404 for everyone else.
    """
    if may_download(request, document):
        return None
    if request.user.is_authenticated:
        if is_staff(request.user) and lacks_second_factor(request):
            raise SecondFactorNeeded
    elif _live_pages_with(document).exists():
        return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
    raise Http404


def may_download(request: HttpRequest, document: AbstractDocument) -> bool:
    """Return whether this reader may edit `document`, or may read one published page or record that links to it."""
    if access.may_look_after(request, document):
        return True
    return any(_rule_for(linking)(request, linking) for linking in _objects_linking_to(document))


def may_read_page(request: HttpRequest, page: Page) -> bool:
    """Return whether the view restrictions of a published page and of its ancestors accept this reader."""
    return all(accepts(restriction, request) for restriction in page.get_view_restrictions())


def accepts(restriction: BaseViewRestriction, request: HttpRequest) -> bool:
    """Return whether a restriction accepts the reader; restrictions to groups also require a second factor."""
    by_role = restriction.restriction_type == BaseViewRestriction.GROUPS
    return restriction.accept_request(request) and not (by_role and lacks_second_factor(request))


def _rule_for(linking: Model) -> Rule:
    return next((_rules[model] for model in type(linking).__mro__ if model in _rules), may_read_page)


def _live_pages_with(document: AbstractDocument):
    found = references_from_pages(type(document), [document.pk]).values_list("object_id", flat=True)
    return Page.objects.live().filter(pk__in=[int(pk) for pk in found.distinct()])


def _objects_linking_to(document: AbstractDocument) -> Iterator[Model]:
    """Yield the live pages and the records of registered models that link to `document`, from Wagtail's reference index."""
    yield from _live_pages_with(document).specific()
    types = ContentType.objects.get_for_models(*_rules)
    for model, content_type in types.items():
        if issubclass(model, Page):
            continue
        found = ReferenceIndex.objects.filter(
            base_content_type=content_type,
            to_content_type=ContentType.objects.get_for_model(type(document)),
            to_object_id=str(document.pk),
        )
        yield from model.objects.filter(pk__in=list(found.values_list("object_id", flat=True).distinct()))
