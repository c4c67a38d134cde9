from learning.core.files.exports import csv_pieces


def as_csv(table):
    """Pieces of text: the columns' labels on the first line, then the rows and nothing else, so that every reader of
    CSV takes it without an option. The head is in the other two formats."""
    return csv_pieces([column.label for column in table.columns], table.rows)
