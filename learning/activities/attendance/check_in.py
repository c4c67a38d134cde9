"""The attendance list of a session, filled in by an officer or a trainer."""

from collections import Counter

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .. import errors
from ..choices import EnrolmentStatus, Role, Source, Status
from ..enrolment import actions as enrolment_actions
from ..joint.rows import leading_id, leads_of
from ..models import Presence
from ..sessions.timetable import OPENS_BEFORE
from . import actions as attendance_actions


def checked_in(session, among=None):
    """Return the ids of the leading rows of everyone checked in; `among` limits it to these enrolments."""
    return set(_of(among, _check_ins(session)).values_list(leading_id("enrolment"), flat=True))


def _check_ins(session):
    return Presence.objects.filter(session=session, source=Presence.Source.CHECK_IN, withdrawn_at=None)


def _of(enrolments, presences):
    return presences if enrolments is None else presences.filter(enrolment__in=list(leads_of(enrolments)))


def other_minutes(session, among=None):
    """Return {enrolment id: minutes} from other evidence: the join page or an attendance file.

    `among` limits it to these enrolments.
    """
    minutes = Counter()
    other = Presence.objects.filter(session=session, mode=Presence.Mode.LIVE, withdrawn_at=None)
    other = _of(among, other.exclude(source=Presence.Source.CHECK_IN))
    for presence in other.annotate(lead=leading_id("enrolment")):
        minutes[presence.lead] += int((presence.ends_at - presence.starts_at).total_seconds() // 60)
    return minutes


def on_the_list(session):
    """Return the enrolments of everyone expected, and of people who are checked in already."""
    expected = Q(status=EnrolmentStatus.ENROLLED) & ~Q(source=Source.REPLAY)
    return session.activity.enrolments.filter(
        expected | Q(pk__in=_check_ins(session).values(lead=leading_id("enrolment")))
    )


def participants_on_the_list(session):
    """Return the participants on the list: a trainer marks only them."""
    return on_the_list(session).filter(role=Role.PARTICIPANT)


def refusal(activity, session):
    """Return the `BusinessError` for which a trainer can't mark `session` now, or None. Officers can at any time."""
    if activity.status == Status.CANCELLED:
        return errors.Cancelled()
    if activity.status == Status.CONFIRMED:
        return errors.FiguresConfirmed()
    return errors.NotBegun() if timezone.now() < session.starts_at - OPENS_BEFORE else None


@transaction.atomic
def mark(session, *, came=(), left_out=(), by):
    """Call `check` for a trainer, limited to participants. Raises a `BusinessError` while marking is not possible."""
    activity = enrolment_actions.lock(session.activity)
    refused = refusal(activity, session)
    if refused:
        raise refused
    named = participants_on_the_list(session).filter(pk__in={*came, *left_out})
    theirs = set(named.values_list("pk", flat=True))
    return check(session, came=theirs & set(came), left_out=theirs & set(left_out), by=by)


@transaction.atomic
def check(session, *, came=(), left_out=(), by=None):
    """Check in the enrolments with the ids `came`, and undo the check-in of `left_out`.

    Ids of other activities are ignored. An existing check-in stays as it is, so two officers with the same list don't
    undo each other's marks. The audit log records what the account `by` changed. Returns the numbers of people (checked
    in, undone). Raises `StillAhead` before the session's day.
    """
    activity = enrolment_actions.lock(session.activity)
    standing = checked_in(session)
    to_add, to_undo = set(came) - standing, (set(left_out) - set(came)) & standing
    if to_add and session.is_ahead:
        raise errors.StillAhead()
    enrolments = activity.enrolments.select_related("person__merged_into__merged_into")
    for enrolment in enrolments.filter(pk__in=to_add):
        attendance_actions.check_in(enrolment, session)
        enrolment_actions.audit(enrolment, by, session=session.pk, came=True)
    for enrolment in enrolments.filter(pk__in=to_undo):
        attendance_actions.undo_check_in(enrolment, session)
        enrolment_actions.audit(enrolment, by, session=session.pk, came=False)
    return len(checked_in(session) - standing), len(to_undo)
