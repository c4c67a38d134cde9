"""Export of participants as tuples of values: no model instances, and each label is translated once."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.core.files.exports import AT_ONCE
from learning.people.canonical import of_canonical
from learning.people.reference.places import names_in

from ..choices import EnrolmentStatus, Role, Source
from ..querysets import DayThere

# Expressions of the export columns that are not plain columns of the enrolment.
READ = {
    "name": of_canonical("person", "name"),
    "email": of_canonical("person", "email"),
    "job_title": of_canonical("person", "job_title"),
    "completed_at": DayThere("completed_at", "activity__time_zone"),
}
COLUMNS = {"organisation": "organisation__name", "member": "is_member"}


def rows(enrolments, names):
    """Yield tuples of the columns `names` for each of the queryset `enrolments`, in its order."""
    read = [f"told_{name}" if name in READ else COLUMNS.get(name, name) for name in names]
    shown = [_shown().get(name) for name in names]
    found = enrolments.annotate(**{f"told_{name}": expression for name, expression in READ.items()})
    return (_row(row, shown) for row in found.values_list(*read).iterator(chunk_size=AT_ONCE))


def _row(row, shown):
    return tuple(show(value) if show else value for value, show in zip(row, shown, strict=True))


def _shown():
    """Return {column: function} that turns values into words of the active language; other columns stay unchanged."""
    countries, yes, no = names_in(get_language() or "en"), _("yes"), _("no")
    return {
        "country": lambda code: countries.get(code, code),
        "member": lambda is_member: yes if is_member else no,
        **{
            name: _labels(choices)
            for name, choices in (("role", Role), ("status", EnrolmentStatus), ("source", Source))
        },
    }


def _labels(choices):
    labels = {value: str(label) for value, label in choices.choices}
    return lambda value: labels.get(value, value)
