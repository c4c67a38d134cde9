"""Publishing a course with everything below it, now or at a scheduled moment."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.fields import StreamField
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import Page

from learning.activities.models import Activity

from . import errors
from .draft_outline import DraftOutline


def pages_of(edition):
    """The course page of one language and all that is below it, in order, aliases left out. With their own types."""
    pages = Page.objects.descendant_of(edition, inclusive=True).filter(alias_of=None).order_by("path")
    return list(pages.specific().prefetch_workflow_states())


def is_unpublished(page):
    """Whether readers don't see it as its authors have it. What is scheduled waits to be seen, too."""
    return not page.live or page.has_unpublished_changes


def waiting(editions):
    """[(edition, how many of its pages readers don't see as they are)], for the form that asks."""
    return [(edition, sum(is_unpublished(page) for page in pages_of(edition))) for edition in editions]


@transaction.atomic
def publish(editions, user, at=None):
    """Publish all unpublished pages of `editions` (of one course), at `at` where it is given. Returns how many.

    All or nothing: raises PermissionDenied where `user` may not publish one, AuthoringRefused where one is locked or unfinished,
    or where there is nothing to do.
    """
    pages = [page for edition in editions for page in pages_of(edition) if is_unpublished(page)]
    if not pages:
        raise errors.NothingToDo()
    for page in pages:
        _check(page, user)
    for page in pages:
        draft = finished(page)
        draft.go_live_at = at
        revision = draft.save_revision(user=user, clean=False)
        revision.publish(user=user)
    _say_how_long(editions[0])
    return len(pages)


def finished(page):
    """The latest draft of `page`. Raises AuthoringRefused for one that its own form would not let be published: a draft may lack
    what a page may not, an option of a question for example."""
    draft = page.get_latest_revision_as_object()
    try:
        draft.full_clean()
    except ValidationError as error:
        raise errors.Unfinished(page, error) from error
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField):
            _check_blocks(page, field, getattr(draft, field.name))
    return draft


def _check_blocks(page, field, value):
    try:
        field.stream_block.clean(value)
    except ValidationError as error:
        raise errors.UnfinishedBlocks(page, field) from error


def _say_how_long(course):
    """Lists tell how long an activity takes: that of its steps, where no officer has said otherwise."""
    unsaid = Activity.objects.filter(key=course.translation_key, expected_minutes=None)
    unsaid.update(expected_minutes=DraftOutline(course).minutes or None)


def _check(page, user):
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    if is_locked(page, user):
        raise errors.Locked(page)


def is_locked(page, user):
    """What waits for its moment is locked only against being edited unawares: here everyone is told."""
    lock = page.get_lock()
    return bool(lock) and not isinstance(lock, ScheduledForPublishLock) and lock.for_user(user)
