"""A leading row's own values, stored while it shows the joint facts."""

from ..models import Enrolment

STANDING = ("role", "status", "source", "queued_at", "enrolled_at", "withdrawn_at")
COPY = ("organisation", "organisation_kind", "country", "region", "is_member", "gender")
SETTLED = (
    *("attended_on", "started_on", "replayed_on", "participated_on"),
    *("completed_at", "completed_by", "live_time", "lesson_minutes"),
)
COLUMNS = (*STANDING, *COPY, *SETTLED)


def dumped(row):
    """Return the values of COLUMNS as JSON: {name: text, or None}."""
    fields = [Enrolment._meta.get_field(name) for name in COLUMNS]
    return {field.name: None if _value(row, field) is None else field.value_to_string(row) for field in fields}


def restore(row):
    """Set the columns of `row`, unsaved, to its own values. A row that leads no others has them already."""
    for name, text in (row.own_facts or {}).items():
        field = Enrolment._meta.get_field(name)
        setattr(row, field.attname, None if text is None else field.to_python(text))
    row.own_facts = None


def _value(row, field):
    return getattr(row, field.attname)
