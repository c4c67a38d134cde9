"""The activities of a scope whose enrolments may count, named one by one.

As a question within the question the database misjudges them, and gathers all enrolments of all years first. Named,
they are looked up by the index of their activity.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pool:
    """Ids: of those that stand in the period with all their enrolments, and of those that are always open, of which
    only what happened in the period counts."""

    dated: frozenset
    always_open: frozenset

    @classmethod
    def of(cls, scope):
        """One query; none where nothing narrows the scope, so that every activity belongs (None), or one was chosen."""
        return cls.of_each([scope])[0]

    @classmethod
    def of_each(cls, scopes):
        """[the same of each of `scopes`]. One query for all that differ by their periods alone."""
        of_any_time = {}
        return [cls._of(scope, of_any_time) for scope in scopes]

    @classmethod
    def _of(cls, scope, of_any_time):
        if not scope.has_period and not scope.narrowing:
            return None
        if not scope.has_period and scope.narrowing == ["activity"]:
            return cls(frozenset([scope.activity]), frozenset())
        same = scope.narrowed(first=None, last=None)
        if same not in of_any_time:
            of_any_time[same] = same.pool()
        rows = scope.begun(of_any_time[same])
        always_open = frozenset(pk for pk, _precision, begin in rows if begin is None and scope.has_period)
        return cls(frozenset(pk for pk, *_begin in rows) - always_open, always_open)

    @classmethod
    def among(cls, scope, activities):
        """The same of these activities' ids alone; None stands for all. One query at most."""
        pool = cls.of(scope)
        if activities is None:
            return pool
        return pool.narrowed(activities, ()) if pool else cls(frozenset(activities), frozenset())

    @classmethod
    def around(cls, pools):
        """All of several; None where one of them is every activity."""
        dated, always_open = frozenset(), frozenset()
        for pool in pools:
            if pool is None:
                return None
            dated, always_open = dated | pool.dated, always_open | pool.always_open
        return cls(dated, always_open)

    @property
    def of_dates(self):
        return Pool(self.dated, frozenset())

    @property
    def halves(self):
        """Those with dates and those that are always open, each by itself, where there are both."""
        if not self.dated or not self.always_open:
            return [self]
        return [self.of_dates, Pool(frozenset(), self.always_open)]

    def narrowed(self, among, without):
        dated, always_open = self.dated.difference(without), self.always_open.difference(without)
        return (
            Pool(dated, always_open)
            if among is None
            else Pool(dated.intersection(among), always_open.intersection(among))
        )
