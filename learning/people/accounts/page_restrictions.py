"""Wagtail's view restrictions (private pages), kept the same for a page and all its translations and aliases.

Wagtail asks each page for its own restriction, in listings, search and views. So a restriction that is set, changed or taken
away on one page is written to the others, and a new translation starts with the one there is. A page has one restriction at
most, as Wagtail's form shows it.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from wagtail.models import Page, PageViewRestriction

_is_sharing = ContextVar("is_sharing", default=False)
FIELDS = ("restriction_type", "password")


def siblings_of(page):
    """Pages with the content of `page`: in other languages, aliases, and what an alias mirrors. `page` itself included."""
    keys = {page.translation_key, page.alias_of.translation_key if page.alias_of_id else page.translation_key}
    return Page.objects.filter(Q(translation_key__in=keys) | Q(alias_of__translation_key__in=keys))


@transaction.atomic
def apply(restriction, page, with_groups=True) -> None:
    """Give `page` the restriction that is set on another page, or none for None. `with_groups`: its groups too."""
    own = list(page.view_restrictions.order_by("-pk"))
    for extra in own[1 if restriction else 0 :]:
        extra.delete()
    if restriction is None:
        return
    made = own[0] if own else PageViewRestriction(page=page)
    if made.pk is None or any(getattr(made, name) != getattr(restriction, name) for name in FIELDS):
        for name in FIELDS:
            setattr(made, name, getattr(restriction, name))
        made.save()
    if with_groups:
        made.groups.set(restriction.groups.all())


@transaction.atomic
def share(page, with_groups=True) -> None:
    """Give the restriction of `page` to its translations and aliases; of several the newest, the others go."""
    restriction = page.view_restrictions.order_by("-pk").first()
    with sharing():
        page.view_restrictions.exclude(pk=restriction and restriction.pk).delete()
        for other in siblings_of(page).exclude(pk=page.pk):
            apply(restriction, other, with_groups)


@transaction.atomic
def copy(old, new) -> None:
    """Make `new`, a copy of the page `old`, and what is below it as private as it. Wagtail gives the restriction of `old` to
    each page below its copy, and those of the pages below `old` to none."""
    below_old = Page.objects.descendant_of(old, inclusive=True).order_by("path")
    by_page = {one.page_id: one for one in PageViewRestriction.objects.filter(page__in=below_old)}
    if not by_page:
        return
    with sharing():
        below_new = Page.objects.descendant_of(new, inclusive=True).order_by("path")
        # A copy without what is below is one page alone.
        for old_pk, page in zip(below_old.values_list("pk", flat=True), below_new, strict=False):
            apply(by_page.get(old_pk), page)


@contextmanager
def sharing():
    token = _is_sharing.set(True)
    try:
        yield
    finally:
        _is_sharing.reset(token)


def on_saved(sender, instance, created, raw=False, **kwargs):
    """A new one gets its groups afterwards: until then those of the other pages stand. Wagtail copies restrictions so."""
    if not (raw or _is_sharing.get()):
        share(instance.page, with_groups=not created)


def on_deleted(sender, instance, origin=None, **kwargs):
    """Taken away by someone; a restriction that goes with its page leaves the others as they are."""
    is_meant = isinstance(origin, PageViewRestriction) or getattr(origin, "model", None) is PageViewRestriction
    if is_meant and not _is_sharing.get():
        share(instance.page)


def on_groups_changed(sender, instance, action, reverse, pk_set=None, **kwargs):
    if _is_sharing.get() or action not in {"post_add", "post_remove", "post_clear"}:
        return
    changed = PageViewRestriction.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    for restriction in changed:
        share(restriction.page)


def on_page_created(sender, instance, created, raw=False, **kwargs):
    """A new translation or alias is as private as the pages whose content it has."""
    if not created or raw or not isinstance(instance, Page):
        return
    restrictions = PageViewRestriction.objects.filter(page__in=siblings_of(instance).exclude(pk=instance.pk))
    restriction = restrictions.order_by("page_id", "-pk").first()
    if restriction:
        with sharing():
            apply(restriction, instance)


def restrictions_on(translation_key):
    """Those of the pages of `translation_key` and of the pages above them. One query."""
    restricted = Page.objects.filter(translation_key=translation_key, path__startswith=OuterRef("page__path"))
    return PageViewRestriction.objects.filter(Exists(restricted))


def may_read(request, translation_key) -> bool:
    """Whether view restrictions let the reader have the pages of `translation_key`. One query where nothing is private."""
    return all(restriction.accept_request(request) for restriction in restrictions_on(translation_key))


def for_readers(view):
    """`view(request, key)` about the page of a translation key: 404 for whom the page is not to be read by."""

    @wraps(view)
    def answer(request, key, *args, **kwargs):
        if not may_read(request, key):
            raise Http404
        return view(request, key, *args, **kwargs)

    return answer
