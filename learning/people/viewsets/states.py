"""What a list says of a row that is not simply there."""

from django.utils.translation import gettext as _


def state_of(row):
    """For an organisation or a person: proposed, counting as another, erased, or ""."""
    if row.merged_into_id:
        return _("Counts as %(name)s") % {"name": row.merged_into}
    if not getattr(row, "is_confirmed", True):
        return _("Proposed")
    return _("Erased") if getattr(row, "erased_on", None) else ""
