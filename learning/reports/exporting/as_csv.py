import csv
from io import StringIO

from learning.spreadsheets import BYTE_ORDER_MARK, inert

from .pieces import pieces


def as_csv(table):
    """Pieces of text: the columns' labels on the first line, then the rows and nothing else, so that every reader of
    CSV takes it without an option. The head is in the other two formats."""
    return _pieces([column.label for column in table.columns], pieces(table.rows))


def _pieces(header, rows):
    yield BYTE_ORDER_MARK + _written([header])
    for piece in rows:
        yield _written(piece)


def _written(lines):
    text = StringIO()
    csv.writer(text).writerows([inert(cell) for cell in line] for line in lines)
    return text.getvalue()
