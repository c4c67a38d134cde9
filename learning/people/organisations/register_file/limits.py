"""How large a file may be, and how it is refused."""

MEGABYTES = 5
MOST_ROWS = 20_000
MOST_COLUMNS = 100


class Unreadable(Exception):
    """Its text is for whoever brought the file: what is wrong with it as a whole, and what to do."""
