"""Documents of private pages: as private as the pages that link to them, in every language."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import resolve_url
from wagtail.models import Page
from wagtail.permissions import policy_registry

from learning.people.doors import guard_what_is_kept_for_some
from learning.people.view_restrictions import restrictions_on

from .placing import references_from_pages


def live_pages_linking_to(document):
    """The live pages that link to it or hold it, as Wagtail's index of references knows them."""
    found = references_from_pages(type(document), [document.pk]).values_list("object_id", flat=True)
    return Page.objects.live().filter(pk__in=[int(pk) for pk in found.distinct()])


def guard(document, request):
    """Before a document is served that stands on private pages alone: who may read none of them is asked to log in, or gets
    404. Who reads one by a role shows a second factor first. Editors of documents have all of them."""
    pages = live_pages_linking_to(document)
    keys = set(pages.values_list("translation_key", flat=True))
    if not keys or pages.public().exists() or _looks_after(request.user, document):
        return None
    for key in keys:
        restrictions = list(restrictions_on(key))
        if all(restriction.accept_request(request) for restriction in restrictions):
            return guard_what_is_kept_for_some(request, restrictions)
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path(), resolve_url("account_login"))


def _looks_after(user, document):
    policy = policy_registry.get_by_type(type(document))
    return policy.user_has_any_permission_for_instance(user, ["add", "change"], document)
