"""Pages that stay where they are while rows arrive: each begins after the last row of the one before."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated

from ninja import Field, Query, Schema

from . import problems

MOST = 1000
LARGEST_KEY = 2**63 - 1
MARK = "v1:"


class Page(Schema):
    """`next` is what to send as `after` for the rows that follow; null on the last page."""

    next: str | None


class PageQuery(Schema):
    after: Annotated[str | None, Field(max_length=60, description="The “next” of the page before.")] = None
    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows to a page.")] = 100


Asked = Annotated[PageQuery, Query()]


def read(cursor):
    """The key that a cursor stands for; 0, before all rows, for none."""
    if cursor is None:
        return 0
    try:
        told = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
        key = int(told.removeprefix(MARK)) if told.startswith(MARK) and told[len(MARK) :].isdecimal() else -1
    except ValueError:
        key = -1
    if not 0 <= key <= LARGEST_KEY:
        raise problems.no_such_cursor()
    return key


def cursor_of(key):
    return urlsafe_b64encode(f"{MARK}{key}".encode()).decode().rstrip("=")


def page(rows, asked, key=lambda row: row.pk):
    """The rows of one page of the queryset `rows`, and the cursor of the next."""
    found = list(rows.filter(pk__gt=read(asked.after)).order_by("pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    return shown, cursor_of(key(shown[-1])) if len(found) > asked.limit else None
