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
    """Return the course page of one language and all pages below it, in order, as specific pages, without aliases."""
    pages = Page.objects.descendant_of(edition, inclusive=True).filter(alias_of=None).order_by("path")
    return list(pages.specific().prefetch_workflow_states())


def is_unpublished(page):
    """Return whether readers do not see the page as its authors have it. A scheduled page counts as unpublished."""
    return not page.live or page.has_unpublished_changes


def waiting(editions):
    """Return [(edition, number of its unpublished pages)], for the form."""
    return [(edition, sum(is_unpublished(page) for page in pages_of(edition))) for edition in editions]


@transaction.atomic
def publish(editions, user, at=None):
    """Publish all unpublished pages of `editions` (of one course), now or at the moment `at`. Return how many.

    All or nothing: raise PermissionDenied if `user` may not publish one of them, AuthoringRefused if one is locked or
    unfinished, or if there is nothing to publish.
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
    """Return the latest draft of `page`, validated. Raise AuthoringRefused if the page's own form would not publish it.

    A draft may lack what a published page must have, for example an option of a question.
    """
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
    """Set the expected minutes of the activity to the sum of its steps, if no officer has set them; lists show them."""
    unsaid = Activity.objects.filter(key=course.translation_key, expected_minutes=None)
    unsaid.update(expected_minutes=DraftOutline(course).minutes or None)


def _check(page, user):
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    if is_locked(page, user):
        raise errors.Locked(page)


def is_locked(page, user):
    """Return whether a lock keeps `user` from publishing the page.

    The lock of a scheduled page does not count: it guards against unintended edits, and here authors see the schedule.
    """
    lock = page.get_lock()
    return bool(lock) and not isinstance(lock, ScheduledForPublishLock) and lock.for_user(user)
