"""The state of a quiz for a learner: at all times one of a few codes, each with its words and next step."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from learning.activities.choices import Status
from learning.core.errors import BusinessError

from . import errors

# Grace period for a slow connection, if the button is pressed in the last second.
GRACE = timedelta(seconds=10)


@dataclass(frozen=True)
class Allowance:
    """What an accommodation adds: per cent of time, and attempts."""

    extra_time: int = 0
    extra_attempts: int = 0


NO_ALLOWANCE = Allowance()


@dataclass(frozen=True)
class QuizState:
    """State of a learner in a quiz.

    `code` is under_way, time_over, new, again (handed in, and another attempt is possible), failed, passed, or the code
    of the `BusinessError` that prevents an attempt. `left` is the number of attempts, None without a limit. `attempts`
    are in order.
    """

    code: str
    attempts: tuple = ()
    left: int | None = None
    again_at: datetime | None = None
    refused: BusinessError | None = None

    @property
    def can_begin(self):
        return self.code in {"new", "again", "failed"}

    @property
    def current(self):
        """The attempt that is not handed in, or None."""
        return next((attempt for attempt in self.attempts if attempt.is_under_way), None)

    @property
    def handed_in(self):
        return [attempt for attempt in self.attempts if not attempt.is_under_way]

    @property
    def best(self):
        """The handed-in attempt with the best share, the later one of equals, or None."""
        return max(
            self.handed_in, key=lambda one: (one.score / one.out_of if one.out_of else 0, one.number), default=None
        )

    @property
    def is_final(self):
        """Whether no further attempt is possible, so that the right answers may be shown."""
        return self.code in {"passed", "none_left", "closed", "handed_in"}


def quiz_state_of(quiz, attempts, now, *, allowance=NO_ALLOWANCE, activity=None):
    """Return the QuizState of an enrolled person. `quiz` is the page whose rules apply: that in the main language."""
    attempts = tuple(attempts)
    left = None if quiz.attempts is None else max(0, quiz.attempts + allowance.extra_attempts - len(attempts))
    current = next((attempt for attempt in attempts if attempt.is_under_way), None)
    if current:
        return QuizState("time_over" if is_over(current, now) else "under_way", attempts, left)
    if any(attempt.passed for attempt in attempts):
        return QuizState("passed", attempts, left, refused=errors.PassedAlready())
    refused = _shut(quiz, activity, now)
    if refused:
        return QuizState(refused.code, attempts, left, refused=refused)
    if not attempts:
        return QuizState("new", attempts, left)
    return _after(quiz, attempts, left, now)


def is_over(attempt, now):
    """Return whether the time of an attempt is over, grace period included."""
    return attempt.deadline is not None and now > attempt.deadline + GRACE


def _shut(quiz, activity, now):
    if activity is not None and activity.status == Status.CANCELLED:
        return errors.QuizClosed()
    if quiz.closes_at and now >= quiz.closes_at:
        return errors.QuizClosed()
    if quiz.opens_at and now < quiz.opens_at:
        return errors.QuizNotOpenYet()
    return None if quiz.questions else errors.Empty()


def _after(quiz, attempts, left, now):
    """Return the state if attempts were handed in and none was passed: another one may be possible."""
    last = attempts[-1]
    if left == 0:
        is_done = last.passed is None
        return QuizState("handed_in" if is_done else "none_left", attempts, 0, refused=errors.NoneLeft())
    again_at = last.submitted_at + timedelta(minutes=quiz.cool_down)
    if now < again_at:
        return QuizState("cool_down", attempts, left, again_at, errors.CoolDown())
    return QuizState("again" if last.passed is None else "failed", attempts, left)
