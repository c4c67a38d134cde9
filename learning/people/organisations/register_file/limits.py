"""How large a file may be, and how it is refused."""

from learning.core.errors import BusinessError

MEGABYTES = 5
MOST_ROWS = 20_000
MOST_COLUMNS = 100


class UnreadableRegisterFile(BusinessError):
    """Its text is for whoever brought the file: what is wrong with it as a whole, and what to do."""
