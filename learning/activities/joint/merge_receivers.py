"""Receivers of merges: join the rows of a merged person in one activity, or give them back as they were."""

from collections import defaultdict
from contextlib import contextmanager

from django.apps import apps
from django.db import transaction
from django.db.models import Count, Q

from learning.people.canonical import canonical_id, counting_as_one_of
from learning.people.models import Person

from .. import signals
from ..enrolment import actions as enrolment_actions
from ..enrolment import affiliation_snapshot
from ..models import Activity, Enrolment
from . import facts, own_facts
from .group import Before, JointRows

WRITTEN = (*own_facts.COLUMNS, "merged_into", "own_facts")
AT_ONCE = 100


def on_counting_changed(sender, rows, **kwargs):
    if sender is Person:
        follow([row.pk for row in rows])


def on_post_migrate(sender, apps=apps, **kwargs):
    """Join rows of persons who were merged before joint rows existed: a migration can't call the rules."""
    if any(field.name == "own_facts" for field in apps.get_model("activities", "Enrolment")._meta.get_fields()):
        join_unjoined()


def join_unjoined():
    """Join rows that belong together and are not joined, such as rows inserted by hand; else do nothing."""
    merged = Person.objects.exclude(merged_into=None).order_by()
    of_several = Enrolment.objects.filter(person__in=merged.values("pk").union(merged.values("merged_into")))
    each = of_several.order_by().values("activity", who=canonical_id("person")).annotate(rows=Count("pk"))
    people = sorted({one["who"] for one in each.filter(rows__gt=1)})
    for start in range(0, len(people), AT_ONCE):
        follow(people[start : start + AT_ONCE])


@transaction.atomic
def follow(people):
    """Join the rows that now count as one of `people` (ids of canonical persons), and separate those that no longer do.

    Snapshots that are not frozen are retaken, as after any change of a person. A freed place is given to the waiting
    list.
    """
    theirs, not_begun = _activities_of(people), Activity.objects.not_begun().values("pk")
    # In one order, with those that `affiliation_snapshot` locks too: an enrolment at the same moment waits and reads the new values.
    affiliation_snapshot.lock(Activity.objects.filter(Q(pk__in=theirs) | Q(pk__in=not_begun)))
    with unjoin(people) as rows:
        affiliation_snapshot.retake_snapshots(rows)


@contextmanager
def unjoin(people):
    """Give every row of these canonical persons (ids) its own values inside the `with` block, then join the rows again.

    Yields the queryset of the rows.
    """
    affiliation_snapshot.lock(Activity.objects.filter(pk__in=_activities_of(people)))
    activities = [_InActivity(rows) for rows in _by_activity(_rows_of(people))]
    for one in activities:
        one.part()
    yield _rows_of(people)
    for one in activities:
        one.join()


def _rows_of(people):
    return Enrolment.all_rows.filter(counting_as_one_of(Person, people, "person"))


def _activities_of(people):
    return _rows_of(people).order_by().values("activity")


def _by_activity(enrolments):
    found = defaultdict(list)
    for row in enrolments.select_related("activity", "person__merged_into__merged_into").order_by("pk"):
        found[row.activity_id].append(row)
    return found.values()


class _InActivity:
    """The rows of the persons in one activity, and what was visible of them before."""

    def __init__(self, rows):
        self.rows = {row.pk: row for row in rows}
        self.seen = {
            row.pk: Before(facts.Completed(row.completed_at, row.completed_by), row.participated_on)
            for row in rows
            if row.merged_into_id is None
        }
        self.led_by = {row.pk: row.merged_into_id or row.pk for row in rows}
        self.seats = sum(row.takes_seat for row in rows if row.merged_into_id is None)

    def part(self):
        for row in self.rows.values():
            if row.merged_into_id or row.speaks_for_others:
                own_facts.restore(row)
                row.merged_into = None
                row.save(update_fields=WRITTEN)

    def join(self):
        groups = [rows for rows in self._by_person() if len(rows) > 1]
        if not groups and len(self.seen) == len(self.rows):
            return
        activity = enrolment_actions.lock(next(iter(self.rows.values())).activity)
        shown = self._reread()
        for rows in groups:
            visible = self._join(activity, [shown[row.pk] for row in rows])
            shown.update(dict.fromkeys([row.pk for row in rows], visible))
        self._tell_what_is_lost(shown)
        if sum(row.takes_seat for row in {row.pk: row for row in shown.values()}.values()) < self.seats:
            enrolment_actions.promote_waiting(activity)

    def _reread(self):
        return Enrolment.all_rows.select_related("activity", "person").in_bulk(list(self.rows))

    def _by_person(self):
        """List the rows of each canonical person, the row of the canonical person first."""
        found = defaultdict(list)
        for row in self.rows.values():
            found[row.person.canonical.pk].append(row)
        return [sorted(rows, key=lambda row: (row.person_id != who, row.pk)) for who, rows in found.items()]

    def _join(self, activity, rows):
        lead, *others = rows
        for row in others:
            row.merged_into = lead
            row.save(update_fields=["merged_into"])
        before = self._before({row.pk for row in rows})
        visible = JointRows(activity, rows, before).write()
        if visible.completed_at and not before.completed.at:
            signals.enrolment_completed.send(Enrolment, enrolment=visible, writes=False)
        return visible

    def _before(self, together):
        """Return what was visible of these rows. A joint row whose group is being separated now adds nothing."""
        known = [
            seen
            for lead, seen in self.seen.items()
            if together.issuperset(pk for pk, led_by in self.led_by.items() if led_by == lead)
        ]
        completed = min((one.completed for one in known if one.completed.at), default=facts.NOT_COMPLETED)
        return Before(completed, min((one.participated_on for one in known if one.participated_on), default=None))

    def _tell_what_is_lost(self, shown):
        """Send `evidence_withdrawn` for rows that lost completion or participation.

        A certificate may rest on evidence of a row that belongs to another person again.
        """
        lost = {}
        for pk, visible in shown.items():
            before = self.seen[self.led_by[pk]]
            if (before.completed.at and not visible.completed_at) or (
                before.participated_on and not visible.participated_on
            ):
                lost[visible.pk] = visible
        for visible in lost.values():
            signals.evidence_withdrawn.send(Enrolment, enrolment=visible)
