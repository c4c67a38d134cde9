"""Quiz actions: begin an attempt, save answers, hand in, settle attempts whose time is over.

Beginning and submitting lock the activity's row, read again, count, decide and write; the constraints are the last
guard. Answers after the deadline are not taken: those saved before it count. No GET changes anything, so an attempt
whose time is over stays as it is until its owner posts something or the timer settles it.
"""

from datetime import timedelta
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from learning.activities import errors as activity_errors
from learning.activities.completion import actions as completion_actions
from learning.activities.completion import scores
from learning.activities.enrolment.actions import lock
from learning.activities.joint.rows import current

from .. import progress
from ..models import Attempt
from . import errors, grading
from .frozen_questions import freeze
from .quiz_pages import allowance_of, attempts_of
from .state import GRACE, is_over, quiz_state_of


@transaction.atomic
def begin(enrolment, quiz, *, shown=None):
    """Return a new attempt at `quiz` (the page in the course's main language), asked in the language of `shown`.

    A person who has one under way gets that one. Raises a `BusinessError` where none can begin now.
    """
    activity = lock(enrolment.activity)
    enrolment = _still_enrolled(enrolment)
    allowance, now = allowance_of(enrolment), timezone.now()
    standing = _standing(quiz, enrolment, now, allowance, activity)
    if standing.code == "time_over":
        _hand_in(standing.current, standing.current.deadline, was_late=True)
        standing = _standing(quiz, enrolment, now, allowance, activity)
    if standing.current:
        return standing.current
    if not standing.can_begin:
        raise standing.refused
    number = 1 + max((attempt.number for attempt in standing.attempts), default=0)
    return _ask(enrolment, quiz, shown or quiz, number, allowance, now)


def _standing(quiz, enrolment, now, allowance, activity):
    attempts = attempts_of(enrolment, quiz.translation_key)
    return quiz_state_of(quiz, attempts, now, allowance=allowance, activity=activity)


def _still_enrolled(enrolment):
    enrolment = current(enrolment)
    if not enrolment.is_enrolled:
        raise activity_errors.NotEnrolled()
    return enrolment


def _ask(enrolment, quiz, shown, number, allowance, now):
    questions = freeze(
        quiz.questions,
        SystemRandom(),
        translations=shown.questions if shown is not quiz else (),
        shuffle_questions=quiz.shuffle_questions,
        shuffle_options=quiz.shuffle_options,
    )
    return Attempt.objects.create(
        enrolment=enrolment,
        quiz_key=quiz.translation_key,
        number=number,
        title=shown.title,
        purpose=quiz.purpose,
        language=shown.locale.language_code,
        questions=questions,
        per_page=quiz.per_page,
        pass_mark=quiz.pass_mark,
        minutes=quiz.time_limit,
        started_at=now,
        deadline=deadline(now, quiz.time_limit, allowance, quiz.closes_at),
    )


def deadline(started_at, minutes, allowance, closes_at=None):
    """Return the deadline of an attempt: its time limit with extra time, but not after the quiz closes.

    None without both.
    """
    ends_at = started_at + timedelta(minutes=minutes * (100 + allowance.extra_time) / 100) if minutes else None
    return min(filter(None, [ends_at, closes_at]), default=None)


@transaction.atomic
def save(attempt, answers):
    """Add `answers` to those saved before. Raise `HandedIn`, or `TimeOver` after the deadline."""
    attempt, now = locked(attempt), timezone.now()
    if not attempt.is_under_way:
        raise errors.HandedIn()
    if is_over(attempt, now):
        raise errors.TimeOver()
    attempt.answers, attempt.saved_at = attempt.answers | answers, now
    attempt.save(update_fields=["answers", "saved_at"])
    return attempt


@transaction.atomic
def submit(attempt, answers=None):
    """Hand in `attempt` and return it. In time, `answers` are added to those saved; too late, only those saved count.

    Submitting again changes nothing. Raise `NotEnrolled` if the person has left the course.
    """
    lock(attempt.enrolment.activity)
    attempt = locked(attempt)
    if not attempt.is_under_way:
        return attempt
    _still_enrolled(attempt.enrolment)
    now = timezone.now()
    if is_over(attempt, now):
        return _hand_in(attempt, attempt.deadline, was_late=True)
    attempt.answers = attempt.answers | (answers or {})
    return _hand_in(attempt, now)


@transaction.atomic
def settle(attempt):
    """Hand in an attempt whose time is over, with what was saved, also of a person who has left the course."""
    lock(attempt.enrolment.activity)
    attempt = locked(attempt)
    if attempt.is_under_way and is_over(attempt, timezone.now()):
        _hand_in(attempt, attempt.deadline, was_late=True)
    return attempt


def locked(attempt):
    """Return the attempt read again with its row locked: other requests that save it wait."""
    found = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment__activity")
    return found.get(pk=attempt.pk)


def settle_all():
    """Settle all attempts whose time is over. The timer calls it. Return how many."""
    over = Attempt.objects.filter(submitted_at=None, deadline__lt=timezone.now() - GRACE)
    found = list(over.select_related("enrolment__activity"))
    for attempt in found:
        settle(attempt)
    return len(found)


def _hand_in(attempt, at, *, was_late=False):
    """Grade the attempt, store the result and, if it is not failed, complete the step. The caller holds the lock."""
    score = grading.score(attempt.questions, attempt.answers)
    attempt.submitted_at, attempt.was_late = at, was_late
    attempt.score, attempt.out_of = score.points, score.out_of
    attempt.passed = None if attempt.pass_mark is None else score.reaches(attempt.pass_mark)
    attempt.save()
    enrolment = attempt.enrolment
    scores.keep_result(
        enrolment, attempt.purpose, attempt.quiz_key, score=attempt.score, out_of=attempt.out_of, taken_at=at
    )
    if attempt.passed is not False and current(enrolment).is_enrolled:
        _complete(enrolment, attempt.quiz_key)
    return attempt


def _complete(enrolment, key):
    """Complete the quiz's step. If the quiz was removed from its course meanwhile, only the result is stored."""
    editions = list(progress.editions_of(enrolment.activity.key))
    outline = progress.outline_of(editions, editions[0].locale.language_code) if editions else None
    step = outline.find(key) if outline else None
    if step:
        completion_actions.complete_step(enrolment, key, minutes=step.minutes, required=outline.required)
