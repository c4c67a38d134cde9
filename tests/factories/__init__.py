"""Factories: each function returns a saved object with sensible defaults."""

from .activities import make_activity, make_enrolment, make_session
from .assignments import make_assignment
from .certificates import make_award, make_certificate, make_completed
from .figures import make_figures_page
from .pages import (
    make_course,
    make_lesson,
    make_note,
    make_page_with,
    make_private,
    make_quiz,
    make_training,
    make_translation,
    make_webinar,
)
from .people import make_focal_point, make_member, make_organisation, make_person, make_user

__all__ = [
    "make_activity",
    "make_assignment",
    "make_award",
    "make_certificate",
    "make_completed",
    "make_course",
    "make_enrolment",
    "make_figures_page",
    "make_focal_point",
    "make_lesson",
    "make_member",
    "make_note",
    "make_organisation",
    "make_page_with",
    "make_person",
    "make_private",
    "make_quiz",
    "make_session",
    "make_training",
    "make_translation",
    "make_user",
    "make_webinar",
]
