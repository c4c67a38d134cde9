"""Participations in the order in which they changed, and those that were deleted."""

from datetime import timedelta

from django.utils import timezone

from learning.activities.choices import Role
from learning.activities.models import Enrolment
from learning.people.canonical import counting_as_one_of
from learning.people.models import Person

from ..measures.conditions import WHO
from ..queries.participations import participations, pseudonym
from .pagination import page_of_changes

COPIED = ("organisation_kind", "country", "region", "is_member", "source")
READ = (
    "pk",
    "changed_at",
    "activity_id",
    "activity__key",
    "who",
    "person_uuid",
    "body_uuid",
    *COPIED,
    "participated_on",
    "completed_day",
)
# A change is stamped before it is committed: whoever asks again goes back by longer than any transaction takes.
OVERLAP = timedelta(minutes=5)


def changes(scope, asked, reader):
    """One page: {"items", "removed", "next", "as_of"}. `reader` is for whom pseudonyms and ids are made."""
    as_of = timezone.now() - OVERLAP
    found = participations(scope).annotate(who=WHO).values(*READ)
    if asked.changed_since is None:
        rows, following = page_of_changes(found, asked)
        removed = []
    else:
        changed, following = page_of_changes(_enrolments(changed_at__gte=asked.changed_since), asked)
        rows, removed = _standing_and_gone(found, changed)
    items = [_told(row, reader) for row in rows]
    return {"items": items, "removed": [_id(reader, pk) for pk in removed], "next": following, "as_of": as_of}


def _enrolments(**conditions):
    rows = Enrolment.all_rows.filter(role=Role.PARTICIPANT, **conditions)
    return rows.annotate(who=WHO).values("pk", "changed_at", "activity_id", "who")


def _standing_and_gone(found, changed):
    """(rows of `found` that stand for the persons and activities of the rows `changed`, ids of all their other rows).

    Of these nothing stands any more: evidence was taken back, a merge made one of two, or the scope is another's. Some
    of them may never have been told.
    """
    wanted = {(row["activity_id"], row["who"]) for row in changed}
    persons = (
        Person.objects.filter(counting_as_one_of(Person, {who for _activity, who in wanted})).order_by().values("pk")
    )
    theirs = {"activity__in": {activity for activity, _who in wanted}, "person__in": persons}

    def of_them(rows):
        return [row for row in rows if (row["activity_id"], row["who"]) in wanted]

    standing = of_them(found.filter(**theirs).order_by("changed_at", "pk"))
    told = {row["pk"] for row in standing}
    return standing, [row["pk"] for row in of_them(_enrolments(**theirs).order_by("pk")) if row["pk"] not in told]


def _id(reader, enrolment):
    """What the participation that an enrolment stands for is known by to `reader`."""
    return pseudonym(f"{reader} participation", enrolment)


def _told(row, reader):
    return {
        **{name: row[name] for name in (*COPIED, "participated_on")},
        "id": _id(reader, row["pk"]),
        "activity": row["activity__key"],
        "person": pseudonym(reader, row["person_uuid"]),
        "organisation": row["body_uuid"],
        "completed_on": row["completed_day"],
    }
