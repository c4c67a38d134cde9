"""Results: a score out of a maximum, stored when it is reached and never edited."""

from ..models import Result


def keep_result(enrolment, purpose, step_key, *, score, out_of, taken_at):
    """Called by the action that has proved it, inside its transaction and under its lock."""
    return Result.objects.create(
        enrolment=enrolment, purpose=purpose, step_key=step_key, score=score, out_of=out_of, taken_at=taken_at
    )
