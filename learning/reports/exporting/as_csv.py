import csv
from io import StringIO

from learning.spreadsheets import inert

from .pieces import pieces

# By it, spreadsheets know that the file is UTF-8.
MARK = "\ufeff"


def as_csv(table):
    """Pieces of text. Above the columns stand the lines of the head, and an empty one."""
    return _pieces([*table.head, (), [column.label for column in table.columns]], pieces(table.rows))


def _pieces(head, rows):
    yield MARK + _written(head)
    for piece in rows:
        yield _written(piece)


def _written(lines):
    text = StringIO()
    csv.writer(text).writerows([inert(cell) for cell in line] for line in lines)
    return text.getvalue()
