"""Preview of an import: the changes line by line, and what prevents it. Nothing is written."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from learning.people.models import Organisation
from learning.people.reference import places

from . import cells, conflicts, unknown_countries
from .columns import COUNTRY, KIND, NAME, REGION, STATE, UUID
from .existing import Known


@dataclass(frozen=True)
class RowProblem:
    """`row` as a spreadsheet numbers it, `column` its heading."""

    row: int
    column: str
    said: str
    to_do: str


@dataclass
class OrganisationChange:
    """One row: the organisation it is about, None for a new one, and {column: value} of what it says."""

    row: int
    organisation: Organisation | None
    values: dict

    @cached_property
    def changes(self):
        """{column: (before, after)} of what is another than in the register."""
        before = {column: column.of(self.organisation) if self.organisation else None for column in self.values}
        return {
            column: (before[column], value)
            for column, value in self.values.items()
            if value != before[column] and (self.organisation or value not in ("", (), None))
        }

    def told(self):
        """[(heading, text before, text after)] of the changes."""
        return [
            (column.heading, "" if before is None else column.text(before), column.text(after))
            for column, (before, after) in self.changes.items()
        ]

    def __str__(self):
        return self.values.get(NAME) or str(self.organisation)


@dataclass
class RegisterChanges:
    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: int = 0
    problems: list = field(default_factory=list)
    ignored: list = field(default_factory=list)
    undecided: list = field(default_factory=list)
    decided: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not (self.new or self.changed)

    @property
    def digest(self):
        """The same for the same changes to the same register, and for no others."""
        lines = [
            (entry.row, entry.organisation and entry.organisation.pk, entry.told()) for entry in self.new + self.changed
        ]
        return hashlib.sha256(repr(lines).encode()).hexdigest()


def check(sheet, countries=None):
    """The RegisterChanges of a `reader.Sheet`. `countries` are decisions on unknown countries, as `unknown_countries` reads them."""
    known, plan, entries = Known(), RegisterChanges(ignored=sheet.ignored), []
    plan.undecided, plan.decided, rows = unknown_countries.settled(sheet.rows, countries or {}, known)
    for row in rows:
        entry, problems = _read(row, known)
        plan.problems += problems
        if entry:
            entries.append(entry)
    plan.problems += [RowProblem(*found) for found in conflicts.between(entries, known)]
    plan.problems.sort(key=lambda problem: problem.row)
    for entry in entries:
        if entry.organisation is None:
            plan.new.append(entry)
        elif entry.changes:
            plan.changed.append(entry)
        else:
            plan.unchanged += 1
    return plan


def _read(row, known):
    """(Entry, problems); no entry where it isn't clear which organisation is meant."""
    try:
        organisation, unclear = known.meant_by(row), None
    except cells.Wrong as wrong:
        organisation, unclear = None, RowProblem(row.number, _to_tell_by(row), wrong.said, wrong.to_do)
    values, problems = {}, []
    for column, text in row.cells.items():
        try:
            values[column] = _value(column, text, organisation)
        except cells.Wrong as wrong:
            problems.append(RowProblem(row.number, column.heading, wrong.said, wrong.to_do))
    if unclear:
        # A country that can't be read is told once, beside its cell.
        told = {problem.said for problem in problems}
        return None, problems if unclear.said in told else [unclear, *problems]
    problems += _incomplete(row, organisation)
    return OrganisationChange(row.number, organisation, _completed(values, organisation)), problems


def _to_tell_by(row):
    return UUID.heading if row.cells.get(UUID) else NAME.heading


def _value(column, text, organisation):
    """What the register says already is taken as it stands, whatever was allowed when it was written."""
    if organisation and text == column.text(column.of(organisation)):
        return column.of(organisation)
    value = column.read(text)
    if column is STATE and organisation and value and cells.MERGED in (value, STATE.of(organisation)):
        said = _("Merging, and undoing it, is not done by a file.")
        raise cells.Wrong(said, _("Leave the state as it was exported, or empty."))
    if column is STATE and not organisation and value == cells.MERGED:
        raise cells.Wrong(_("A new organisation can't be merged."), _("Write confirmed, or nothing."))
    return value


def _incomplete(row, organisation):
    """A new one needs a name, also where the file has no column for it."""
    if organisation is None and NAME not in row.cells:
        to_do = _("Add the column, or correct the id by which the organisation is known.")
        return [RowProblem(row.number, NAME.heading, _("It is not in the register and has no name."), to_do)]
    return []


def _completed(values, organisation):
    """What follows from the rest: an empty region from the country, an empty state from what it is."""
    if values.get(REGION) == "":
        country = values.get(COUNTRY, organisation.country if organisation else "")
        values[REGION] = places.region_of(country)
    if values.get(STATE) == "":
        values[STATE] = STATE.of(organisation) if organisation else cells.CONFIRMED
    values.pop(UUID, None)
    return {KIND: Organisation.Kind.LOCAL, **values} if organisation is None else values
