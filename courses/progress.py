"""The progress of a person in a course. Required are the live steps of the course's main language: that of
the page that was made first. Readers see each step in their own language, where it is translated.

Required are the live lessons of the course's main language: that of the course page that was created first. A reader
sees each lesson in their own language if there is a translation.

Progress is stored by the lessons' translation keys and does not depend on page rows, places in the tree or titles.
"""

from datetime import UTC, datetime

from django.db.models import F, Q
from wagtail.models import Page

from learning.activities.choices import EnrolmentStatus
from learning.activities.joint.rows import ids_of
from learning.activities.models import CompletedStep, Enrolment
from learning.activities.pages.lookup import path_of

from .models import CoursePage, step_columns
from .outline import Lesson, Outline

SHOWN = ("minutes", "summary", "is_optional", "is_free_preview", "opens_at")
ALWAYS = datetime.min.replace(tzinfo=UTC)


def editions_of(key):
    """Return the pages of a course in every language, the main one first. One query."""
    return _editions().filter(translation_key=key)


def editions_around(page):
    """Return the pages, in every language, of the course that `page` is in; the main one first. One query."""
    return _editions().filter(translation_key__in=CoursePage.objects.ancestor_of(page).values("translation_key"))


def _editions():
    return CoursePage.objects.filter(alias_of=None).select_related("locale").defer_streamfields().order_by("pk")


def edition_in(editions, language):
    """Return the live course page in `language`, else the main one."""
    return next((page for page in editions if page.live and page.locale.language_code == language), editions[0])


def outline_of(editions, language):
    """Return the outline of the course of `editions` for a reader of `language`. One query."""
    main = editions[0]
    own = edition_in(editions, language)
    below = Page.objects.filter(Q(path__startswith=main.path) | Q(path__startswith=own.path), depth__gt=main.depth)
    pages = below.live().annotate(**step_columns(*SHOWN), quiz=F("quizpage__pk"), closes_at=F("quizpage__closes_at"))
    pages = list(pages.order_by("path"))
    translations = {page.translation_key: page for page in _reachable(pages, own) if page.alias_of_id is None}
    outline, modules = Outline(is_in_order=main.opening == CoursePage.Opening.IN_ORDER), {}
    for page in _reachable(pages, main):
        shown = translations.get(page.translation_key, page)
        code = (own if shown.path.startswith(own.path) else main).locale.language_code
        if page.minutes is None:
            modules[page.path] = (shown.title, code)
            continue
        title, title_code = modules.get(page.path[: -Page.steplen], ("", ""))
        outline.lessons.append(
            Lesson(
                key=page.translation_key,
                number=len(outline.lessons) + 1,
                title=shown.title,
                summary=shown.summary,
                minutes=page.minutes,
                language=code,
                module=title,
                module_language=title_code,
                url=path_of(shown, language),
                live_since=page.first_published_at or ALWAYS,
                is_quiz=page.quiz is not None,
                is_optional=page.is_optional,
                is_free=page.is_free_preview,
                opens_at=page.opens_at,
                closes_at=page.closes_at,
            )
        )
    return outline


def place_of(person, key):
    """Return the enrolment with which `person` (or None) has a place in the course of `key`, or None. One query.

    If the person has several rows, it is the leading one.
    """
    if person is None:
        return None
    mine = Enrolment.objects.of(person).filter(activity__key=key, status=EnrolmentStatus.ENROLLED)
    return mine.select_related("activity").order_by("id").first()


def mark(outline, enrolment):
    """Mark in `outline` what the person of `enrolment` has done with any of their rows. One query."""
    steps = CompletedStep.objects.filter(enrolment__in=ids_of(enrolment)).order_by("-completed_at")
    return outline.mark(enrolment, dict(steps.values_list("step_key", "completed_at")))


def _reachable(pages, course):
    """Yield the `pages` below `course` whose module, if they are in one, is live too."""
    parents = {course.path}
    for page in pages:
        if page.path[: -Page.steplen] in parents:
            parents.add(page.path)
            yield page
