"""What the recount is asked, and small conditions on its rows."""

from dataclasses import dataclass
from datetime import date

LONG_AGO, FAR_AHEAD = date(1, 1, 1), date(9999, 12, 31)


def by_id(model):
    return {row["id"]: row for row in model.objects.order_by().values()}


@dataclass(frozen=True)
class Asked:
    """What is asked of the recount: days, an action line, one activity."""

    first: date | None = None
    last: date | None = None
    action_line: int | None = None
    activity: int | None = None

    @property
    def has_period(self):
        return bool(self.first or self.last)

    def holds(self, day):
        return day is not None and (self.first or LONG_AGO) <= day <= (self.last or FAR_AHEAD)


def took_part(row):
    return row["participated_on"] is not None


def replay_alone(row):
    return row["participated_on"] is None and row["replayed_on"] is not None
