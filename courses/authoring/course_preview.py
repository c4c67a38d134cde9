"""The preview of a course as an enrolled person sees it: its drafts, in order, linked to each other."""

from django.urls import reverse
from django.utils import timezone

from learning.activities.choices import EnrolmentStatus
from learning.activities.enrolment.state import EnrolmentState
from learning.activities.models import Enrolment

from ..models import CoursePage
from ..outline import Lesson, Outline
from ..preview_modes import ENROLLED
from ..progress import ALWAYS
from .draft_outline import DraftOutline


def draft_outline(course):
    """Return the outline of `course` with its drafts; the lessons link to their previews."""
    plan = DraftOutline(course)
    language = plan.main.locale.language_code
    lessons = [
        Lesson(
            key=step.key,
            number=step.number,
            title=step.title,
            summary=step.summary,
            minutes=step.minutes,
            language=language,
            module=module.title if module else "",
            module_language=language if module else "",
            url=address_of(plan.main, step.page),
            live_since=ALWAYS,
            is_quiz=step.is_quiz,
            is_optional=step.is_optional,
            is_free=step.is_free_preview,
            opens_at=step.opens_at,
            closes_at=step.closes_at,
        )
        for step, module in plan.steps
    ]
    drafted = course if course.pk == plan.main.pk else plan.main
    return Outline(lessons, is_in_order=drafted.opening == CoursePage.Opening.IN_ORDER)


def address_of(course, page=None):
    """Return the address of the preview of the course, or of a page below it."""
    if page is None:
        return reverse("authoring:preview", args=[course.pk])
    return reverse("authoring:preview_of_page", args=[course.pk, page.pk])


def is_asked_for(request):
    return getattr(request, "is_preview", False) and getattr(request, "preview_mode", "") == ENROLLED


def standing_in(activity):
    """Return the enrolment state of a learner who has just enrolled; the enrolment is unsaved and has no person."""
    return EnrolmentState(
        "enrolled", Enrolment(activity=activity, status=EnrolmentStatus.ENROLLED, enrolled_at=timezone.now())
    )
