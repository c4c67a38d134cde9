import csv
from io import StringIO

from learning.spreadsheets import inert

from .pieces import pieces

# By it, spreadsheets know that the file is UTF-8.
MARK = "\ufeff"


def as_csv(table):
    """Pieces of text. Above the columns stand the lines of the head, and an empty one.

    What is said in words is said at once: the language is gone when the file is sent.
    """
    return _pieces([*table.told(), (), [column.label for column in table.columns]], table.rows)


def _pieces(head, rows):
    yield MARK + _written(head)
    for piece in pieces(rows):
        yield _written(piece)


def _written(lines):
    text = StringIO()
    csv.writer(text).writerows([inert(cell) for cell in line] for line in lines)
    return text.getvalue()
