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
        if scope.has_period:
            rows = scope.pool()
            always_open = frozenset(pk for pk, _precision, begin in rows if begin is None)
            return cls(frozenset(pk for pk, *_begin in rows) - always_open, always_open)
        if scope.narrowing == ["activity"]:
            return cls(frozenset([scope.activity]), frozenset())
        if scope.narrowing:
            return cls(frozenset(pk for pk, *_begin in scope.pool()), frozenset())
        return None

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

    def narrowed(self, among, without):
        dated, always_open = self.dated.difference(without), self.always_open.difference(without)
        return (
            Pool(dated, always_open)
            if among is None
            else Pool(dated.intersection(among), always_open.intersection(among))
        )
