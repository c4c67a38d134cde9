"""Actions that order the pages of a course: a move in one language is repeated in all."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from ..models import CoursePage, ModulePage
from . import errors

_following = ContextVar("following", default=False)


@transaction.atomic
def put(course, page, position, user):
    """Move `page` to `position` (from 0) among its siblings. A position beyond the end is the end."""
    page = _locked(course, page, user)
    others = [other for other in _children(page.get_parent()) if other.pk != page.pk]
    if not others:
        return
    if position >= len(others):
        page.move(others[-1], pos="right", user=user)
    else:
        page.move(others[max(0, position)], pos="left", user=user)


@transaction.atomic
def step(course, page, direction, user):
    """Move `page` one place "up" or "down". A step at the edge of its module leaves it, and enters a module beside it.

    Raise AuthoringRefused if another page has the same slug there.
    """
    page = _locked(course, page, user)
    parent = page.get_parent()
    target, pos = _one_on(course, page, parent, direction)
    if target is None:
        return
    destination = target if pos.endswith("child") else target.get_parent()
    if not Page._slug_is_available(page.slug, destination, page):
        raise errors.AddressTaken(page)
    page.move(target, pos=pos, user=user)


def _one_on(course, page, parent, direction):
    is_up = direction == "up"
    beside = _beside(page, is_up)
    if parent.pk != course.pk and beside is None:
        outside = _beside(parent, is_up)
        if outside is None or not _is_module(outside):
            return parent, "left" if is_up else "right"
        beside = outside
    if beside is None:
        return None, ""
    if _is_module(beside) and not _is_module(page):
        return beside, "last-child" if is_up else "first-child"
    return beside, "left" if is_up else "right"


def _beside(page, is_up):
    """Return the sibling just before or after `page`, or None."""
    pages = [None, *_children(page.get_parent()), None]
    place = next(number for number, other in enumerate(pages) if other and other.pk == page.pk)
    return pages[place - 1 if is_up else place + 1]


def _children(parent):
    return list(Page.objects.child_of(parent).filter(alias_of=None).order_by("path"))


def _is_module(page):
    return page.specific_class is ModulePage


def _locked(course, page, user):
    """Lock the course page, so that other moves wait, and return `page` re-read. Raise PermissionDenied for `user`."""
    Page.objects.select_for_update().get(pk=course.pk)
    page = Page.objects.get(pk=page.pk)
    permissions = page.get_parent().permissions_for_user(user)
    if not permissions.can_reorder_children():
        raise PermissionDenied
    return page


def on_moved(sender, instance, parent_page_after, **kwargs):
    """Move the translations of a page that was moved within a course, in the outline or in Wagtail's own listing."""
    if _following.get():
        return
    course = CoursePage.objects.ancestor_of(parent_page_after, inclusive=True).first()
    if course is None or course.alias_of_id or instance.alias_of_id:
        return
    others = CoursePage.objects.filter(translation_key=course.translation_key, alias_of=None).exclude(pk=course.pk)
    with _led():
        for other in others:
            follow(course, other)


def follow(course, other):
    """Order `other`, the same course in another language, like `course`.

    Pages that `course` does not have stay at the end.
    """
    _order(course, other)
    for module in ModulePage.objects.child_of(course).filter(alias_of=None):
        own = ModulePage.objects.child_of(other).filter(translation_key=module.translation_key).first()
        if own:
            _order(module, own)


def _order(parent, own_parent):
    """Move the translations of `parent`'s children below `own_parent`, in the same order."""
    course_path = own_parent.path if isinstance(own_parent, CoursePage) else own_parent.get_parent().path
    place = 0
    for wanted in _children(parent):
        below = Page.objects.filter(path__startswith=course_path, translation_key=wanted.translation_key, alias_of=None)
        own = below.first()
        if own is None:
            continue
        here = _children(Page.objects.get(pk=own_parent.pk))
        if place >= len(here) or here[place].pk != own.pk:
            target, pos = (here[place], "left") if place < len(here) else (own_parent, "last-child")
            own.move(Page.objects.get(pk=target.pk), pos=pos)
        place += 1


@contextmanager
def _led():
    token = _following.set(True)
    try:
        yield
    finally:
        _following.reset(token)
