"""Enrolment actions: enrol, withdraw, promote from the waiting list, cancel.

Each action locks the activity's row, re-reads, counts, decides and writes; the unique constraint is the last guard.
"""

from django.db import transaction
from django.utils import timezone

from learning.people import audit_log
from learning.people.models import Organisation

from .. import errors
from ..choices import SEATED, SPEAKING, Access, EnrolmentStatus, Role, Source, Status
from ..joint.group import JointRows
from ..models import Activity, Enrolment, EnrolmentEvent
from ..notifications import enrolment_emails
from ..sessions.local_days import today_in
from . import affiliation_snapshot


def lock(activity):
    """Return the activity read again with its row locked, and its sessions prefetched.

    SQLite has no row locks: there the transaction is the lock.
    """
    return Activity.objects.select_for_update(of=("self",)).prefetch_related("sessions").get(pk=activity.pk)


def refusal(activity, organisation=None, now=None):
    """Return the `BusinessError` for which people of `organisation` can't enrol by themselves now, or None.

    Free places are not checked here. Without `organisation` only what applies to everyone is checked.
    """
    now = now or timezone.now()
    if activity.status == Status.CANCELLED:
        return errors.Cancelled()
    if activity.is_over:
        return errors.Over()
    if activity.opens_at and now < activity.opens_at:
        return errors.NotOpenYet()
    if activity.closes_at and now >= activity.closes_at:
        return errors.Closed()
    if activity.access == Access.APPLICATION:
        return errors.ByApplication()
    if activity.access == Access.INVITATION:
        return errors.ByInvitation()
    if activity.access == Access.MEMBERS and organisation:
        day = activity.counts_membership_on or today_in(activity)
        return None if organisation.is_member_on(day) else errors.MembersOnly()
    return None


def has_place(activity):
    """Return whether a newcomer gets a place: one is free, and the waiting list is empty."""
    if activity.capacity is None:
        return True
    enrolments = activity.enrolments
    return enrolments.seated().count() < activity.capacity and not enrolments.queue().exists()


def change(enrolment, status, by=None, reason=""):
    """Write a new status with its event. Only the actions of this package call it, under the activity's lock, and then
    write what several rows of one person say together (`joint`)."""
    now = timezone.now()
    leaves_queue = enrolment.is_waiting
    enrolment.status = status
    if status == EnrolmentStatus.WAITING:
        enrolment.queued_at = now
    elif status == EnrolmentStatus.ENROLLED:
        enrolment.enrolled_at, enrolment.withdrawn_at = now, None
    elif status in {EnrolmentStatus.WITHDRAWN, EnrolmentStatus.DECLINED}:
        # Leaving the waiting list frees no place: counting needs the day on which an earlier enrolment ended.
        enrolment.withdrawn_at = (leaves_queue and enrolment.withdrawn_at) or now
    enrolment.save()
    EnrolmentEvent.objects.create(enrolment=enrolment, status=status, at=now, by=by, reason=reason)
    audit(enrolment, by, reason, status=status)


def audit(enrolment, by, reason="", **changes):
    """Record in the audit log a change of another person's enrolment."""
    if by is not None and by.pk != enrolment.person.canonical.user_id:
        audit_log.record(audit_log.Action.ENROLMENT_CHANGED, by, enrolment, reason=reason, details=changes)


def enrolment_of(activity, person):
    """Return the person's enrolment in `activity` or None: the leading row, where several rows are joined."""
    found = Enrolment.objects.of(person).filter(activity=activity).select_related("person", "organisation")
    return found.order_by("id").first()


@transaction.atomic
def enrol(activity, person, *, organisation=None, source=Source.OWN, role=Role.PARTICIPANT, by=None, invited_by=""):
    """Enrol `person` (canonical) for `organisation`, or put them on the waiting list.

    Returns the enrolment; calling it again changes nothing. Raises a `BusinessError` if the person may not enrol. With
    any source but OWN, neither the enrolment window nor the access rule applies, but the number of places does. Only
    participants with a source in SEATED take a place; a person who becomes a speaker or trainer stops being a
    participant and frees their place. The e-mail names `invited_by`; no e-mail is sent once the activity is over.
    """
    activity, person = lock(activity), person.canonical
    organisation = _as_it_stands(organisation or person.organisation)
    _refuse_if_it_must(activity, organisation, source)
    enrolment = enrolment_of(activity, person) or Enrolment(activity=activity, person=person, source=source)
    if _stands_already(enrolment, source, role):
        return enrolment
    group = JointRows.of(activity, enrolment) if enrolment.speaks_for_others else None
    if group:
        enrolment = group.lead
        _give_role(group.rows, role)
    enrolment.source, enrolment.role, enrolment.activity = source, role, activity
    if enrolment.pk is None or not affiliation_snapshot.is_frozen(enrolment):
        affiliation_snapshot.take_snapshot(enrolment, organisation)
    takes_seat = source in SEATED and role == Role.PARTICIPANT
    if not takes_seat or has_place(activity):
        change(enrolment, EnrolmentStatus.ENROLLED, by)
    elif activity.has_waiting_list:
        change(enrolment, EnrolmentStatus.WAITING, by)
    else:
        raise errors.Full()
    enrolment = group.write() if group else enrolment
    if not takes_seat:
        promote_waiting(activity)
    elif not activity.is_over:
        enrolment_emails.notify(enrolment, enrolment.status, **({"invited_by": invited_by} if invited_by else {}))
    return enrolment


def _as_it_stands(organisation):
    """Return the organisation read again under the lock, with the one that it counts as now."""
    found = Organisation.objects.select_related("merged_into__merged_into")
    return organisation and found.get(pk=organisation.pk)


def _refuse_if_it_must(activity, organisation, source):
    if source == Source.OWN:
        refused = errors.NoOrganisation() if organisation is None else refusal(activity, organisation)
    else:
        refused = errors.Cancelled() if activity.status == Status.CANCELLED else None
    if refused:
        raise refused


def _give_role(rows, role):
    """Give `role` to all rows of a person in the activity: the role belongs to the person."""
    for row in rows:
        if row.role != role:
            row.role = role
            row.save(update_fields=["role"])


def _stands_already(enrolment, source, role):
    """Return whether nothing changes: enrolled or waiting already, with the place and role that are requested."""
    if enrolment.pk is None or not (enrolment.is_enrolled or enrolment.is_waiting):
        return False
    if enrolment.role not in SPEAKING and role in SPEAKING:
        return False
    return enrolment.source in SEATED or source not in SEATED


@transaction.atomic
def withdraw(enrolment, *, by=None, reason=""):
    """Withdraw from the activity; the first person on the waiting list gets the place. Completions stay."""
    activity = lock(enrolment.activity)
    group = JointRows.of(activity, enrolment)
    standing = [row for row in group.rows if row.is_enrolled or row.is_waiting]
    for row in standing:
        change(row, EnrolmentStatus.WITHDRAWN, by, reason)
    enrolment = group.write()
    if standing:
        enrolment_emails.notify(enrolment, EnrolmentStatus.WITHDRAWN)
        promote_waiting(activity)
    return enrolment


def is_promotion_open(activity, now=None):
    """Return whether free places go to the waiting list: not once the last session has started, nor after enrolment has
    closed unless an officer allowed it (`promotes_after_closing`)."""
    now = now or timezone.now()
    if activity.status == Status.CANCELLED or activity.is_over:
        return False
    if activity.timetable and activity.timetable[-1].starts_at <= now:
        return False
    is_closed = activity.closes_at is not None and now >= activity.closes_at
    return activity.promotes_after_closing or not is_closed


def promote_waiting(activity):
    """Promote people from the waiting list while there are free places. The caller holds the lock."""
    if not is_promotion_open(activity):
        return []
    queue = activity.enrolments.queue().select_related("person")
    if activity.capacity is not None:
        queue = queue[: max(0, activity.capacity - activity.enrolments.seated().count())]
    promoted = [_promote(activity, enrolment) for enrolment in queue]
    for enrolment in promoted:
        enrolment_emails.notify(enrolment, "promoted")
    return promoted


def _promote(activity, enrolment):
    """Promote an enrolment; of several rows of one person, those that wait."""
    if not enrolment.speaks_for_others:
        change(enrolment, EnrolmentStatus.ENROLLED)
        return enrolment
    group = JointRows.of(activity, enrolment)
    for row in group.rows:
        if row.is_waiting:
            change(row, EnrolmentStatus.ENROLLED)
    return group.write()


@transaction.atomic
def cancel(activity, *, reason, by=None):
    """Cancel the activity and send the reason to everyone enrolled or waiting. Their enrolments stay."""
    activity = lock(activity)
    if activity.status == Status.CANCELLED:
        return activity
    activity.status = Status.CANCELLED
    activity.save(update_fields=["status"])
    standing = activity.enrolments.filter(status__in=[EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING])
    enrolment_emails.notify_all(activity, standing, "cancelled", reason=reason)
    return activity
