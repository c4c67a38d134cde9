"""Locks on rows that may count as one, while it is decided whether they do."""

from django.db import transaction

from ..canonical import canonical_id, counting_as_one_of


def locked(*rows):
    """{id: row} of every row that counts as one with one of `rows`, re-read under a lock, by id.

    Where others merged while this waited for the lock, the locks are given back and taken anew, always in one order:
    nobody waits in a circle. They let others refer to the rows meanwhile: an enrolment that is being written goes on.
    """
    every = type(rows[0])._default_manager
    while True:
        with transaction.atomic():
            ids = _counting_as_one(every, rows)
            found = every.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
            by_id = {one.pk: one for one in found}
            if _counting_as_one(every, rows) == ids:
                return by_id
            transaction.set_rollback(True)


def _counting_as_one(every, rows):
    canonical = every.filter(pk__in=[row.pk for row in rows]).order_by().values(counts_as=canonical_id())
    return set(every.filter(counting_as_one_of(every.model, canonical)).values_list("pk", flat=True))
