"""Canonical rows in queries: which row another one counts as. `path` is the look-up of the row, "" for the row itself.

A row may count as one that itself counts as a third, no deeper.
"""

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce


def canonical_id(path=""):
    """The id that the row at `path` counts as, as an expression."""
    further = f"{path}__" if path else ""
    own = f"{path}_id" if path else "id"
    return Coalesce(f"{further}merged_into__merged_into_id", f"{further}merged_into_id", F(own))


def counting_as(path, row):
    """The condition that the row at `path` counts as the canonical `row`, an object."""
    return counting_as_one_of(type(row), [row.pk], path)


def counting_as_one_of(model, rows, path=""):
    """The condition that the row of `model` at `path` counts as one of the canonical `rows`: ids or a query of ids.

    The ids of the few rows that count as them are found first, by the indexes of `model`. A condition over its columns,
    joined, would use no index: the database would read all of `model`, and all that refers to it.
    """
    return Q(**{f"{path or 'pk'}__in": ids_counting_as(model, rows)})


def ids_counting_as(model, rows):
    """A query of the ids of every row of `model` that counts as one of the canonical `rows`."""
    every = model._base_manager.order_by()
    return (
        every.filter(pk__in=rows)
        .values("pk")
        .union(
            every.filter(merged_into__in=rows).values("pk"),
            every.filter(merged_into__merged_into__in=rows).values("pk"),
        )
    )


def of_canonical(path, column):
    """What the row that the one at look-up `path` counts as says now in `column`, as an expression; "" for no row."""
    rows = (f"{path}__merged_into__merged_into", f"{path}__merged_into", path)
    return Coalesce(*[f"{row}__{column}" for row in rows], Value(""))
