"""Action that saves an edited activity and, in the same transaction, updates what depends on it."""

from django.db import transaction
from django.db.models import Q

from .attendance import actions as attendance_actions
from .completion import requirement_changes, rules
from .enrolment import actions as enrolment_actions
from .enrolment import affiliation_snapshot
from .joint.group import JointRows
from .models import Activity

# The default of `Activity.time_zone`, read as "no time zone chosen".
UNSAID = "UTC"


@transaction.atomic
def apply_edit(activity, save):
    """Call `save`, which writes the edited activity with its sessions, and update what depends on them.

    Update the dates if they followed the sessions before the edit, retake affiliation snapshots of enrolments whose
    activity has not begun, evaluate evidence again if the completion rules or the sessions changed, and give free
    places to the waiting list while promotion is open. Returns the activity, read again after `save`.
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
    """Set dates and time zone of the activity from its sessions, where the activity has none of its own.

    `span_before` are the first and last day of the sessions before the edit: dates equal to them count as not its own.
    A time zone of `UNSAID` is replaced by that of the first session.
    """
    first = activity.first_session
    if first and activity.time_zone == UNSAID != first.time_zone:
        activity.time_zone = first.time_zone
        activity.save(update_fields=["time_zone"])
    span = _span(activity)
    if span != (None, None) and (activity.starts_on, activity.ends_on) in {(None, None), span_before}:
        activity.starts_on, activity.ends_on = span
        activity.save(update_fields=["starts_on", "ends_on"])


def _span(activity):
    """Return (first day, last day) of the sessions.

    The last day is None if it is the first day; without sessions the result is (None, None).
    """
    days = sorted(session.day for session in activity.sessions.all())
    if not days:
        return None, None
    return days[0], days[-1] if days[-1] != days[0] else None


def _sessions(activity):
    return sorted(activity.sessions.values_list("pk", "starts_at", "ends_at"))


def _weigh_anew(activity):
    """Settle attendance again for each enrolment with a presence, on its own row or on a merged row.

    Completions marked by an officer or reached through lessons stay: `settle` evaluates presences only.
    """
    found = activity.enrolments.filter(Q(presences__isnull=False) | Q(merged_rows__presences__isnull=False))
    for enrolment in found.distinct():
        attendance_actions.settle(activity, enrolment)


def _judge_joint_rows_anew(activity):
    """Write the joint facts of all joint rows again. One query if no rows of the activity are joined.

    Which row counts as the registration depends on the days of the activity.
    """
    for enrolment in activity.enrolments.filter(own_facts__isnull=False):
        JointRows.of(activity, enrolment).write()
