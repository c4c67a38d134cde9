"""How large a file may be, and how it is refused."""

from learning.core.errors import BusinessError

MEGABYTES = 5
MOST_ROWS = 20_000
MOST_COLUMNS = 100


class UnreadableRegisterFile(BusinessError):
    """The file can't be read as a whole; the text says to the person who uploaded it what to do."""
