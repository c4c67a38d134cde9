"""The workflow of a course as a whole: submitting and approving."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier

from ..models import CoursePage
from . import errors
from .publish import finished, is_locked, is_unpublished, pages_of


@transaction.atomic
def submit(editions, user):
    """Start the workflow of every unpublished page of `editions`, and of their course pages. Return how many started.

    All or nothing: raise PermissionDenied if `user` may not edit one of them, AuthoringRefused if one is locked or
    unfinished, or if there is nothing to send.
    """
    started = 0
    for edition in editions:
        pages = pages_of(edition)
        if not any(is_unpublished(page) for page in pages):
            continue
        # The course page goes first: approvers are notified of it, and not of each page below.
        for page in [pages[0], *filter(is_unpublished, pages[1:])]:
            started += _start(page, user)
    if not started:
        raise errors.NothingToSend()
    return started


def _start(page, user):
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    if page.workflow_in_progress or not page.has_workflow:
        return False
    if is_locked(page, user):
        raise errors.Locked(page)
    finished(page)
    if not page.latest_revision_id:
        page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return True


def waiting_for(editions, user):
    """Return the pages of `editions` that wait for a decision that `user` may take."""
    return [page for edition in editions for page in pages_of(edition) if _may_approve(page, user)]


def _may_approve(page, user):
    task = page.current_workflow_task if page.workflow_in_progress else None
    return bool(task) and "approve" in [name for name, _label, _modal in task.get_actions(page, user)]


@transaction.atomic
def approve(editions, user):
    """Approve every page that waits for `user`: Wagtail publishes it or passes it to the next task. Return how many.

    Raise PermissionDenied if no page waits.
    """
    pages = waiting_for(editions, user)
    if not pages:
        raise PermissionDenied
    for page in pages:
        page.current_workflow_task.on_action(page.current_workflow_task_state, user, "approve")
    return len(pages)


class OncePerCourse(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's e-mail to approvers, sent once for a course that waits as a whole instead of once for each lesson."""

    def can_handle(self, instance, **kwargs):
        return super().can_handle(instance, **kwargs) and not _waits_with_its_course(instance)


def _waits_with_its_course(task_state):
    page = task_state.workflow_state.content_object
    course = CoursePage.objects.ancestor_of(page).first() if hasattr(page, "path") else None
    return bool(course) and course.workflow_in_progress


NOTIFIER = OncePerCourse()
