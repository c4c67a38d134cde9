"""Activity pools: which activities of a scope count.

Here alone is decided what is left out of all figures: cancelled activities, aggregates beside their parts, what a
declared figure covers, and what has not begun. As a question within the question the database misjudges the activities,
and gathers all enrolments of all years first. Named, they are looked up by the index of their activity.
"""

from dataclasses import dataclass, replace

from ..scope.scopes import Scope
from .covered_activities import covered_by_themselves, covered_in, covers
from .uncounted_activities import Register

NONE = frozenset()


@dataclass(frozen=True)
class Pool:
    """`dated`: ids of those that stand in the period with all their enrolments; None for every activity but those
    `left_out`. `always_open`: ids of those of which only what happened in the period counts. `upcoming`: ids of those
    that have not begun; of them only registrants count, and only where `by_itself`. `named`: ids of all activities of the
    scope, counted or not; None for every activity. `is_some`: some of them were chosen."""

    dated: frozenset | None
    always_open: frozenset = NONE
    left_out: frozenset = NONE
    upcoming: frozenset = NONE
    by_itself: bool = False
    named: frozenset | None = NONE
    is_some: bool = False

    @classmethod
    def of(cls, scope, among=None):
        """What counts in `scope`, of these activities' ids alone where given. Three queries at most."""
        if among is None:
            return cls.of_each([scope])[0]
        rows = _among(scope.pool(), frozenset(among))
        return _Reading().pool(scope, rows, is_some=True)

    @classmethod
    def of_each(cls, scopes):
        """[the same of each of `scopes`]. Three queries for all that differ by their periods alone."""
        reading = _Reading()
        return [reading.pool(scope, reading.rows(scope)) for scope in scopes]

    @classmethod
    def of_groups(cls, groups, rows):
        """[the same of each of `groups`: (scope, ids of its activities)], all of them in the scope's rows. Two queries."""
        reading = _Reading()
        return [reading.pool(scope, _among(rows, ids)) for scope, ids in groups]

    @classmethod
    def uncovered(cls, scope):
        """The same, with what declared figures cover."""
        reading = _Reading()
        return reading.without(scope, reading.rows(scope), NONE)

    @classmethod
    def of_rows(cls, scope, among):
        """(the pool of these activities' ids, each looked at by itself, {aggregate: the pool of its parts}); None stands
        for all activities of the scope. Four queries at most."""
        reading = _Reading()
        rows = reading.rows(scope) or scope.pool()
        rows = rows if among is None else _among(rows, frozenset(among))
        pool = reading.without(scope, rows, covered_by_themselves(scope, reading.covers, reading.register.with_parts))
        aggregates = [row[0] for row in rows if row[0] in reading.register.parts.keys() - reading.register.cancelled]
        period = Scope(scope.first, scope.last)
        return replace(pool, by_itself=True), {
            one: reading.pool(scope.narrowed(activity=one), period.begun(reading.of_aggregate(one)))
            for one in aggregates
        }

    @classmethod
    def around(cls, pools):
        """One that holds all of several."""
        pools = list(pools)
        if len(pools) == 1:
            return pools[0]
        if any(pool.dated is None for pool in pools):
            return cls(None, named=None)
        return cls(
            NONE.union(*(pool.dated for pool in pools)),
            NONE.union(*(pool.always_open for pool in pools)),
            upcoming=NONE.union(*(pool.registering for pool in pools)),
            by_itself=any(pool.by_itself for pool in pools),
        )

    @property
    def of_dates(self):
        return replace(self, always_open=NONE)

    @property
    def halves(self):
        """Those with dates and those that are always open, each by itself, where there are both."""
        if not self.dated or not self.always_open:
            return [self]
        return [self.of_dates, Pool(NONE, self.always_open)]

    @property
    def registering(self):
        """Ids of those of which registrants count and nothing else."""
        return self.upcoming if self.by_itself else NONE

    def measured(self, measures):
        """The same with the upcoming ones where registrants are among the `measures`, without them where not."""
        if "registrants" in measures and self.registering:
            return replace(self, dated=self.dated | self.registering)
        return replace(self, upcoming=NONE)

    def with_upcoming(self):
        """The same with those that have not begun: for what is no figure of taking part, as applications."""
        if self.dated is None:
            return replace(self, left_out=self.left_out - self.upcoming)
        return replace(self, dated=self.dated | self.upcoming)

    def has(self, activity):
        if self.dated is None:
            return activity not in self.left_out
        return activity in self.dated or activity in self.always_open


def _among(rows, ids):
    return [row for row in rows if row[0] in ids]


class _Reading:
    """What the database says of activities, each thing read once."""

    def __init__(self):
        self.register, self.covers, self.of_any_time = Register.read(), covers(), {}

    def rows(self, scope):
        """The rows of a scope; None where nothing narrows it. To that of an aggregate belong those of its parts."""
        if not scope.has_period and not scope.narrowing:
            return None
        same = scope.narrowed(first=None, last=None)
        if same not in self.of_any_time:
            rows = same.pool()
            self.of_any_time[same] = self.of_aggregate(scope.activity) if self._is_aggregate(scope, rows) else rows
        return scope.begun(self.of_any_time[same])

    def _is_aggregate(self, scope, rows):
        return bool(rows) and scope.activity in self.register.parts

    def of_aggregate(self, activity):
        """Its own row and those of its parts, whatever their kind."""
        every = Scope()
        if every not in self.of_any_time:
            self.of_any_time[every] = every.pool()
        return _among(self.of_any_time[every], self.register.with_parts([activity]))

    def pool(self, scope, rows, *, is_some=False):
        named = None if rows is None else frozenset(row[0] for row in rows)
        covered = self.register.with_parts(covered_in(scope, named, self.covers, is_some=is_some))
        return self.without(scope, rows, covered, is_some=is_some)

    def without(self, scope, rows, covered, *, is_some=False):
        """Return the pool of `rows` without the ids `covered`. A cancelled aggregate has no parts to show.

        In a scope an aggregate is covered with its parts; a part that is looked at by itself is not.
        """
        register = self.register
        left_out = register.never_counted | covered
        if scope.activity in register.parts.keys() & register.cancelled:
            left_out |= register.parts[scope.activity]
        upcoming = register.upcoming - left_out
        by_itself = bool(scope.activity) and scope.activity not in register.parts
        if rows is None:
            return Pool(None, NONE, left_out | upcoming, upcoming, by_itself, None)
        named = frozenset(row[0] for row in rows)
        upcoming, counted = upcoming & named, named - left_out - upcoming
        always_open = frozenset(row[0] for row in rows if row[2] is None and scope.has_period) & counted
        return Pool(counted - always_open, always_open, NONE, upcoming, by_itself, named, is_some)
