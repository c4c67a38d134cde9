"""What follows when an officer edits an activity, in the transaction that saves it."""

from django.db import transaction
from django.db.models import Q

from .attendance import actions as attendance_actions
from .completion import requirement_changes, rules
from .enrolment import actions as enrolment_actions
from .enrolment import affiliation_snapshot
from .joint.group import JointRows
from .models import Activity

# What an activity says that was given no time zone.
UNSAID = "UTC"


@transaction.atomic
def apply_edit(activity, save):
    """Run `save`, which writes the edited activity with its sessions, and settle what follows from it.

    Dates follow the sessions where they did before; copies are retaken for enrolments that have not begun; evidence
    is weighed anew where its rules or sessions changed; free places go to the queue, where it moves up. Returns the activity as it stands.
    """
    before = enrolment_actions.lock(activity)
    span, sessions = _span(before), _sessions(before)
    save()
    after = Activity.objects.get(pk=activity.pk)
    follow_sessions(after, span)
    affiliation_snapshot.retake_snapshots(after.enrolments(manager="all_rows"))
    requirement_changes.rules_changed(before, after)
    if sessions != _sessions(after) or rules.of(before) != rules.of(after):
        _weigh_anew(after)
    _judge_joint_rows_anew(after)
    enrolment_actions.promote_waiting(after)
    return after


def follow_sessions(activity, span_before=(None, None)):
    """Give the activity the days of its sessions where it has no dates of its own, and the first one's time zone where it
    has none of its own. `span_before` were its sessions' days."""
    first = activity.first_session
    if first and activity.time_zone == UNSAID != first.time_zone:
        activity.time_zone = first.time_zone
        activity.save(update_fields=["time_zone"])
    span = _span(activity)
    if span != (None, None) and (activity.starts_on, activity.ends_on) in {(None, None), span_before}:
        activity.starts_on, activity.ends_on = span
        activity.save(update_fields=["starts_on", "ends_on"])


def _span(activity):
    """(first day, last day), the last only where it is another; (None, None) without sessions."""
    days = sorted(session.day for session in activity.sessions.all())
    if not days:
        return None, None
    return days[0], days[-1] if days[-1] != days[0] else None


def _sessions(activity):
    return sorted(activity.sessions.values_list("pk", "starts_at", "ends_at"))


def _weigh_anew(activity):
    """What an officer marked, or lessons proved, stands: `settle` looks at presence alone."""
    found = activity.enrolments.filter(Q(presences__isnull=False) | Q(merged_rows__presences__isnull=False))
    for enrolment in found.distinct():
        attendance_actions.settle(activity, enrolment)


def _judge_joint_rows_anew(activity):
    """By which of several rows someone is a registrant depends on the activity's days. One query where nobody is merged."""
    for enrolment in activity.enrolments.filter(own_facts__isnull=False):
        JointRows.of(activity, enrolment).write()
