"""Not duplicates: storing that two persons who look alike are two, and undoing it.

No figure changes either way: who is not merged counts as two already. What changes is that nothing proposes them as one.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from learning.core.errors import BusinessError

from .. import audit_log
from ..models import SetApart
from .locks import locked


class NotDuplicatesRefused(BusinessError):
    """Its text is for the staff member who tried."""


@transaction.atomic
def mark_not_duplicates(one, other, *, by=None, reason=""):
    """Keep that the people whom `one` and `other` count as are two. Said again, it stands as it was said first."""
    one, other = _counting(one, other)
    if one == other:
        raise NotDuplicatesRefused(_("These two already count as one."))
    if one.erased_on or other.erased_on:
        raise NotDuplicatesRefused(_("Who was erased looks like nobody any more."))
    known = SetApart.objects.between(one, other).first()
    if known:
        return known
    first, second = sorted((one, other), key=lambda person: person.pk)
    pair = SetApart.objects.create(first=first, second=second, by=by)
    audit_log.record(audit_log.Action.SET_APART, by, one, reason=reason, details={"apart_from": other.pk})
    return pair


@transaction.atomic
def unmark_not_duplicates(one, other, *, by=None, reason=""):
    """They may be one person again: whether they were set apart. Two who were not are left alone."""
    one, other = _counting(one, other)
    gone, _of_each = SetApart.objects.between(one, other).delete()
    if gone:
        audit_log.record(audit_log.Action.SET_APART_UNDONE, by, one, reason=reason, details={"apart_from": other.pk})
    return bool(gone)


def not_duplicates_of(person):
    """[(whom the canonical `person` was set apart from, the pair)], each once."""
    counted = ("first__merged_into__merged_into", "second__merged_into__merged_into")
    pairs = SetApart.objects.of(person).select_related(*counted, "by__person")
    found = {}
    for pair in pairs:
        other = next(one for one in (pair.first.canonical, pair.second.canonical) if one != person)
        found.setdefault(other, pair)
    return list(found.items())


def _counting(*people):
    rows = locked(*people)
    return [rows[person.pk].canonical for person in people]
