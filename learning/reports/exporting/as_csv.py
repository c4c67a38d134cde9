from learning.exports import BYTE_ORDER_MARK, csv_lines, pieces


def as_csv(table):
    """Pieces of text. Above the columns stand the lines of the head, and an empty one."""
    return _pieces([*table.head, (), [column.label for column in table.columns]], pieces(table.rows))


def _pieces(head, rows):
    yield BYTE_ORDER_MARK + csv_lines(head)
    for piece in rows:
        yield csv_lines(piece)
