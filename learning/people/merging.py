"""Two rows that are one person, or one organisation: pointing one at the other, and undoing it.

A row may count as one that itself counts as a third, no deeper: queries follow `merged_into` twice.
"""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _


def canonical_id(path):
    """The id that the row at look-up `path` counts as, as an expression."""
    return Coalesce(f"{path}__merged_into__merged_into_id", f"{path}__merged_into_id", F(f"{path}_id"))


def counting_as(path, row):
    """The condition that the row at look-up `path` counts as the canonical `row`."""
    return Q(**{path: row}) | Q(**{f"{path}__merged_into": row}) | Q(**{f"{path}__merged_into__merged_into": row})


class MergeRefused(Exception):
    """Its text is for the staff member who tried."""


@transaction.atomic
def merge(row, into):
    """Make `row` count as `into`. Nothing moves, so `unmerge` restores every figure exactly."""
    rows = {
        found.pk: found for found in type(row)._default_manager.select_for_update().filter(pk__in=[row.pk, into.pk])
    }
    row, into = rows[row.pk], rows[into.pk].canonical
    if into == row:
        raise MergeRefused(_("These two already count as one."))
    if row.merged_into_id:
        raise MergeRefused(_("%(row)s is already merged. Undo that first.") % {"row": row})
    if type(row)._default_manager.filter(merged_into__merged_into=row).exists():
        raise MergeRefused(
            _("Others already count as %(row)s. Merge %(into)s into it instead.") % {"row": row, "into": into}
        )
    row.merged_into = into
    row.save(update_fields=["merged_into"])
    return into


@transaction.atomic
def unmerge(row):
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    row.merged_into = None
    row.save(update_fields=["merged_into"])
    return row
