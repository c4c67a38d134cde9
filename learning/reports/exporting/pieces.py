from itertools import islice

# How many rows are written at once: enough to be quick, few enough to be forgotten soon.
AT_ONCE = 1000


def pieces(rows):
    """`rows` in lists of AT_ONCE."""
    rows = iter(rows)
    while piece := list(islice(rows, AT_ONCE)):
        yield piece
