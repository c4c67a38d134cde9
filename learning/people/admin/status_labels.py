"""Labels of the status of a row in a listing: proposed, merged, erased, confusable name."""

from django.utils.translation import gettext as _

from ..confusable_names import name_warnings


def state_of(row):
    """For an organisation or a person: proposed, counting as another, erased, or ""; and what is odd about its name."""
    return " · ".join([*_standing(row), *map(str, name_warnings(row.name))])


def _standing(row):
    if row.merged_into_id:
        return [_("Counts as %(name)s") % {"name": row.merged_into}]
    if not getattr(row, "is_confirmed", True):
        return [_("Proposed")]
    return [_("Erased")] if getattr(row, "erased_on", None) else []


class SaysWhatIsOdd:
    """For forms of the admin with a field `name`: what is odd about the name that is there stands beside it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        odd = name_warnings(self.instance.name)
        if odd and "name" in self.fields:
            self.fields["name"].help_text = _("Look at this name: %(odd)s") % {"odd": " ".join(map(str, odd))}
