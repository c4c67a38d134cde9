"""The progress of a person in a course. Required are the live steps of the course's main language: that of
the page that was made first. Readers see each step in their own language, where it is translated.

Nothing here hangs on a page row, a place or a name: what was done is kept by the lessons' translation keys.
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
    """The pages of a course in every language, the main one first. One query."""
    return _editions().filter(translation_key=key)


def editions_around(page):
    """The same for the course that a page is in. One query."""
    return _editions().filter(translation_key__in=CoursePage.objects.ancestor_of(page).values("translation_key"))


def _editions():
    return CoursePage.objects.filter(alias_of=None).select_related("locale").defer_streamfields().order_by("pk")


def edition_in(editions, language):
    """The course's page for a reader of `language`: the one in it, else the main one."""
    return next((page for page in editions if page.live and page.locale.language_code == language), editions[0])


def outline_of(editions, language):
    """The course of `editions` as a reader of `language` sees it. One query."""
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
    """The enrolment by which `person` (or None) has a place in the course of `key`; None without one. One query.

    Of several rows of one person it is the leading one.
    """
    if person is None:
        return None
    mine = Enrolment.objects.of(person).filter(activity__key=key, status=EnrolmentStatus.ENROLLED)
    return mine.select_related("activity").order_by("id").first()


def mark(outline, enrolment):
    """Mark in `outline` what the person of `enrolment` has done, by whichever of their rows. One query."""
    steps = CompletedStep.objects.filter(enrolment__in=ids_of(enrolment)).order_by("-completed_at")
    return outline.mark(enrolment, dict(steps.values_list("step_key", "completed_at")))


def _reachable(pages, course):
    """Those of `pages` below `course` whose module, where they are in one, is live too."""
    parents = {course.path}
    for page in pages:
        if page.path[: -Page.steplen] in parents:
            parents.add(page.path)
            yield page
