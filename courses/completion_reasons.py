"""Reasons from the steps of a course why it is not completed yet, and which steps changed since the enrolment."""

from datetime import datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from learning.activities.choices import Completion
from learning.activities.completion import requirement_changes
from learning.activities.completion.explanation import Changed, MissingRequirement
from learning.activities.templatetags.activities import duration

# How many lessons are listed one by one; the outline lists them all.
NAMED = 6


def lessons(case):
    """Yield the missing requirements and the changes. No query: the outline is loaded, changes are on the activity."""
    if case.outline is None:
        return
    if case.activity.completion == Completion.STEPS and not case.is_completed:
        yield from _left(case.outline)
    yield from _added(case)
    yield from _removed(case)


def _left(outline):
    if not outline.lessons:
        yield MissingRequirement("lessons", _("Its lessons are being written: nothing is asked of you yet."))
    left = [lesson for lesson in outline.left if not lesson.is_quiz]
    quizzes = [lesson for lesson in outline.left if lesson.is_quiz and not lesson.is_closed]
    closed = [lesson for lesson in outline.left if lesson.is_closed]
    if left:
        text = ngettext(
            "%(count)d lesson is still to do, about %(time)s. It counts once you press “Mark as done” at its end.",
            "%(count)d lessons are still to do, about %(time)s. Each counts once you press “Mark as done” at its end.",
            len(left),
        )
        time = duration(sum(lesson.minutes for lesson in left))
        yield MissingRequirement("lessons", text % {"count": len(left), "time": time}, _links(left))
    if quizzes:
        text = ngettext(
            "%(count)d quiz is still to take. It counts once you hand it in and, where it has a pass mark, pass.",
            "%(count)d quizzes are still to take. Each counts once you hand it in and, where it has a pass mark, pass.",
            len(quizzes),
        )
        yield MissingRequirement("quizzes", text % {"count": len(quizzes)}, _links(quizzes))
    if closed:
        text = ngettext(
            "%(count)d quiz is closed: it can't be taken any more. Write to the learning team: they can confirm that you "
            "have completed the course.",
            "%(count)d quizzes are closed: they can't be taken any more. Write to the learning team: they can confirm that "
            "you have completed the course.",
            len(closed),
        )
        yield MissingRequirement("closed_quizzes", text % {"count": len(closed)}, _links(closed))


def _links(steps):
    return tuple((f"{step.number}. {step.title}", step.url) for step in steps[:NAMED])


def _added(case):
    """Yield the lessons that are newer than the enrolment and not required.

    Lessons are all required of a person who enrolled before there were any, so they are not reported as added.
    """
    since = case.enrolment.enrolled_at
    for lesson in case.outline.lessons:
        if since and lesson.live_since > since and not lesson.is_asked:
            told = {"number": lesson.number, "title": lesson.title}
            yield Changed(lesson.live_since, _came(lesson.is_quiz) % told, lesson.url)


def _came(is_quiz):
    if is_quiz:
        return _("A quiz, “%(title)s”, was added. It asks nothing of you: take it if you like.")
    return _("Lesson %(number)d, “%(title)s”, was added. It asks nothing of you: read it if you like.")


def _removed(case):
    """Yield the removed lessons that existed at the enrolment or were done, and that have not come back since."""
    since, here = case.enrolment.enrolled_at, {str(lesson.key) for lesson in case.outline.lessons}
    done = {str(key) for key in case.outline.done_keys}
    for change in case.noted(requirement_changes.STEP_REMOVED):
        is_done = change["key"] in done
        if change["key"] not in here and (is_done or datetime.fromisoformat(change["live_since"]) <= since):
            yield Changed(change["at"], _gone(change["titles"], is_done))


def _gone(titles, is_done):
    told = {"title": titles.get(get_language()) or next(iter(titles.values()))}
    if is_done:
        return _("“%(title)s” was taken out. That you did it stays in your record.") % told
    return _("“%(title)s” was taken out: it is no longer asked of you.") % told
