"""Reading an uploaded file of any format into headings and rows of text."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.people.names import fold

from . import csv_files, xlsx_files
from .columns import BY_HEADING, TELLING
from .limits import MEGABYTES, MOST_ROWS, UnreadableRegisterFile

OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class SheetRow:
    """`number` is the one that a spreadsheet shows; `cells` are {column: text}, of the columns that are known."""

    number: int
    cells: dict


@dataclass(frozen=True)
class Sheet:
    rows: list
    columns: list
    ignored: list


def read(content, encoding=""):
    """The Sheet in `content` (bytes). The format is told by the content, not by the name.

    `encoding` is the one that somebody chose for a CSV that doesn't say. Raises Unreadable, or `encodings.Uncertain`.
    """
    if len(content) > MEGABYTES * 1024 * 1024:
        raise UnreadableRegisterFile(_("The file is larger than %(size)d MB. Split it.") % {"size": MEGABYTES})
    if content.startswith(OLD_EXCEL):
        raise UnreadableRegisterFile(_("This is a workbook of an old Excel. Save it as .xlsx or as CSV."))
    found = xlsx_files.lines(content) if content.startswith(b"PK") else csv_files.lines(content, encoding)
    lines = list(_not_too_many(found))
    if any("\0" in cell for _number, cells in lines for cell in cells):
        raise UnreadableRegisterFile(
            _("The file holds characters that no text has. Save it again as CSV (UTF-8) or .xlsx.")
        )
    return _sheet(lines)


def _not_too_many(lines):
    """Lines with anything in them, the heading included."""
    found = 0
    for number, cells in lines:
        if any(cells):
            found += 1
            if found > MOST_ROWS + 1:
                raise UnreadableRegisterFile(_("The file has more than %(most)d rows. Split it.") % {"most": MOST_ROWS})
            yield number, cells


def _sheet(lines):
    if not lines:
        raise UnreadableRegisterFile(_("The file is empty."))
    headings = lines[0][1]
    columns = [BY_HEADING.get(fold(heading)) for heading in headings]
    known = [column for column in columns if column]
    twice = {column.heading for column in known if known.count(column) > 1}
    if twice:
        raise UnreadableRegisterFile(_("It has the column “%(column)s” twice. Remove one.") % {"column": min(twice)})
    if not any(column.heading in TELLING for column in known):
        raise UnreadableRegisterFile(
            _("Its first row doesn't name the columns. One of these has to be there: %(columns)s.")
            % {"columns": ", ".join(TELLING)}
        )
    rows = [SheetRow(number, _cells(columns, texts)) for number, texts in lines[1:]]
    ignored = [heading for heading, column in zip(headings, columns, strict=True) if heading and not column]
    return Sheet([row for row in rows if any(row.cells.values())], known, ignored)


def _cells(columns, texts):
    padded = [*texts, *[""] * (len(columns) - len(texts))]
    return {column: text for column, text in zip(columns, padded, strict=False) if column}
