"""Pagination that stays stable while rows arrive: each page begins after the last row of the one before."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from django.db.models import Q
from ninja import Field, Query, Schema
from pydantic import AfterValidator, AwareDatetime

from .parameters import written

MOST = 1000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
MOMENT = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)"


class Page(Schema):
    """`next` is what to send as `after` for the rows that follow; null on the last page."""

    next: str | None


def _in_calendar(moment):
    """`moment`, or the nearest that every database can hold."""
    return LATEST if moment.year > LATEST.year else EARLIEST if moment.year < EARLIEST.year else moment


Limit = Annotated[int, Field(ge=1, le=MOST), written(r"\d{1,4}", "100")]
Moment = Annotated[AwareDatetime, written(MOMENT, "2026-05-12T09:00:00Z"), AfterValidator(_in_calendar)]


class PageQuery(Schema):
    after: Annotated[str | None, Field(pattern=r"^[0-9]{1,18}$", description="The “next” of the page before.")] = None
    limit: Annotated[Limit, Field(description="Rows to a page.")] = 100


class ChangesQuery(Schema):
    after: Annotated[
        str | None, Field(pattern=r"^[0-9]{1,16}-[0-9]{1,18}$", description="The “next” of the page before.")
    ] = None
    limit: Annotated[Limit, Field(description="Rows to a page.")] = 100
    changed_since: Annotated[
        Moment | None,
        Field(description="Only what changed at this moment or later: the “as_of” of the walk before."),
    ] = None


Asked = Annotated[PageQuery, Query()]
AskedChanges = Annotated[ChangesQuery, Query()]


def page(rows, asked):
    """The rows of one page of the queryset `rows` by their ids, and the cursor of the next."""
    found = list(rows.filter(pk__gt=int(asked.after or 0)).order_by("pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    return shown, str(shown[-1].pk) if len(found) > asked.limit else None


def page_of_changes(rows, asked):
    """The same in the order of change: a row that changes during a walk comes again on a later page.

    `rows` are {column: value} with "pk" and "changed_at".
    """
    if asked.after:
        moment, key = _read(asked.after)
        rows = rows.filter(Q(changed_at__gt=moment) | Q(changed_at=moment, pk__gt=key))
    found = list(rows.order_by("changed_at", "pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    return shown, cursor_of(shown[-1]) if len(found) > asked.limit else None


def cursor_of(row):
    return f"{(row['changed_at'] - EPOCH) // MICROSECOND}-{row['pk']}"


def _read(cursor):
    moment, key = map(int, cursor.split("-"))
    return _in_calendar(EPOCH + moment * MICROSECOND), key
