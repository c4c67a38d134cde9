"""Joint facts: what the evidence of several rows proves together. Evidence stays with the row to which it was given."""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from .. import signals
from ..assignments.requirements import passed_moments, still_asked
from ..attendance import presence
from ..choices import Completion
from ..completion.steps import asked_of
from ..models import Activity, CompletedStep


class Completed(NamedTuple):
    at: object = None
    by: str = ""


NOT_COMPLETED = Completed()


def settled(activity, rows, presences):
    """Return {column: value} of own_facts.SETTLED, except the completion, for these rows with their own values.

    The joint facts are at least what each row says by itself: a day is the earliest of the rows' own days and that of
    the joint evidence.
    """
    came = _earliest([row.attended_on for row in rows], presence.attended_on(activity, presences))
    started = _earliest([row.started_on for row in rows])
    return {
        "attended_on": came,
        "started_on": started,
        "participated_on": _earliest([came, started]),
        "replayed_on": _earliest([row.replayed_on for row in rows], presence.replayed_on(activity, rows)),
        "live_time": sum((row.live_time for row in rows), timedelta()) - _twice_there(presences),
        "lesson_minutes": sum(row.lesson_minutes for row in rows) - _twice_learned(rows),
    }


def _earliest(days, *more):
    return min(filter(None, [*days, *more]), default=None)


def _twice_there(presences):
    """Return the time that several rows attended live at once."""
    by_row = defaultdict(list)
    for one in presences:
        by_row[one.enrolment_id].append(one)
    return sum(map(presence.time_there, by_row.values()), timedelta()) - presence.time_there(presences)


def _twice_learned(rows):
    """Return the lesson minutes counted more than once: of each lesson, only the longest time counts."""
    minutes = defaultdict(list)
    for step, length in CompletedStep.objects.filter(enrolment__in=rows).values_list("step_key", "minutes"):
        minutes[step].append(length)
    return sum(sum(lengths) - max(lengths) for lengths in minutes.values())


def completion(activity, rows, visible, presences, required=None):
    """Return the first `Completed` (when and by what) of the person, or NOT_COMPLETED.

    A completion of a single row stays valid. `visible` has the joint columns already. `required` are the steps of the
    course, if the caller has them.
    """
    own = [Completed(row.completed_at, row.completed_by) for row in rows if row.completed_at]
    together = _together(activity, rows, visible, presences, required)
    return min([*own, *together], default=NOT_COMPLETED)


def _together(activity, rows, visible, presences, required):
    """Return [`Completed`] according to the joint evidence, or []."""
    moments = None
    if activity.completion == Completion.ATTENDANCE:
        moments = _attendance(activity, presence.attended(activity, presences))
    elif activity.completion == Completion.STEPS:
        moments = _steps(rows, visible, _required(activity) if required is None else required)
    if not moments or still_asked(activity, rows):
        return []
    return [Completed(max([*moments, *passed_moments(rows)]), activity.completion)]


def _attendance(activity, attended):
    """Return [end of the session that reached the required share], or None if the share is not reached."""
    held = activity.sessions.count()
    needed = -(-held * activity.attendance_share // 100)
    return [attended[needed - 1].ends_at] if held and len(attended) >= needed else None


def _steps(rows, visible, required):
    """Return the moments at which each required step was first done, or None if a step is not done."""
    done = {}
    for step, at in CompletedStep.objects.filter(enrolment__in=rows).values_list("step_key", "completed_at"):
        done[step] = min(at, done.get(step, at))
    asked = {step.key for step in asked_of(visible, required)}
    return [done[key] for key in asked] if asked and asked <= set(done) else None


def _required(activity):
    answers = [answer for _receiver, answer in signals.required_steps.send(Activity, activity=activity)]
    return next((answer for answer in answers if answer is not None), [])
