"""Which row another one counts as, asked in queries. `path` is the look-up of the row, "" for the row itself.

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
    """The condition that the row at `path` counts as the canonical `row`."""
    return counting_as_one_of([row], path)


def counting_as_one_of(rows, path=""):
    """The condition that the row at `path` counts as one of the canonical `rows`: objects, ids or a query of ids."""
    further = f"{path}__" if path else ""
    return (
        Q(**{f"{path or 'pk'}__in": rows})
        | Q(**{f"{further}merged_into__in": rows})
        | Q(**{f"{further}merged_into__merged_into__in": rows})
    )


def of_canonical(path, column):
    """What the row that the one at look-up `path` counts as says now in `column`, as an expression; "" for no row."""
    rows = (f"{path}__merged_into__merged_into", f"{path}__merged_into", path)
    return Coalesce(*[f"{row}__{column}" for row in rows], Value(""))
