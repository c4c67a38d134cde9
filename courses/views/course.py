from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.activities.completion.explanation import explain
from learning.activities.enrolment.counts import taking

from .. import removed_steps
from ..authoring import course_preview
from ..progress import editions_of, mark, outline_of


def course_context(request, page, context):
    """Return the template context of a course: outline in the reader's language, progress, and where to go on."""
    activity, standing = context["activity"], context["standing"]
    if getattr(request, "is_preview", False):
        standing, outline = _previewed(request, page, context)
    else:
        outline = outline_of(list(editions_of(activity.key)) or [page], get_language())
        if standing.is_enrolled:
            mark(outline, standing.enrolment)
    resume = outline.resume if standing.is_enrolled else None
    if resume:
        outline.point_at(resume.key)
    following = resume or next((lesson for lesson in outline.lessons if lesson.is_open), None)
    return {
        "standing": standing,
        "outline": outline,
        "explanation": explain(activity, standing, outline),
        "opens_next": outline.opens_next if resume is None else None,
        "lesson_is_gone": removed_steps.GONE in request.GET,
        "partners": activity.partners.all(),
        "taking_it": taking(activity),
        "next_url": following.url if following else "",
        "next_label": _next_label(outline, resume),
    }


def _previewed(request, page, context):
    """Return (enrolment state, outline with all drafts) for the preview as an enrolled learner, or as a visitor."""
    outline = course_preview.draft_outline(page)
    if not course_preview.is_asked_for(request):
        return context["standing"], outline
    standing = course_preview.standing_in(context["activity"])
    return standing, outline.mark(standing.enrolment, {})


def _next_label(outline, resume):
    if resume is None:
        return _("Read it again")
    if not any(lesson.done_at for lesson in outline.lessons):
        return _("Start with lesson 1") if resume.number == 1 else _("Start")
    return _("Go on with lesson %(number)d") % {"number": resume.number}
