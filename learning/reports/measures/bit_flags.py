"""Facts of a row as the bits of one number: the database reads it once for many measures."""

from django.db.models import Aggregate, BigIntegerField, Case, Q, Value, When


def number_of(conditions):
    """The expression whose first bit says that the first of `conditions` holds, and so on; of 62 at most."""
    return together(_bit(asked, Value(1 << place, BigIntegerField())) for place, asked in enumerate(conditions))


def one_of(conditions):
    """The same of conditions of which one at most holds: once it is found, no other is looked at."""
    found = [When(asked, then=Value(1 << place, BigIntegerField())) for place, asked in enumerate(conditions)]
    return Case(*found, default=Value(0), output_field=BigIntegerField())


def _bit(asked, bit):
    # What holds of any row is not looked at: grouping by it, the database would expect a million groups.
    return bit if asked == Q() else Case(When(asked, then=bit), default=Value(0), output_field=BigIntegerField())


def together(numbers):
    """Numbers that have no bit in common, as one."""
    first, *others = list(numbers) or [Value(0)]
    return sum(others, first)


def named(bits, names):
    """Those of `names` whose bit is set."""
    while bits:
        lowest = bits & -bits
        yield names[lowest.bit_length() - 1]
        bits ^= lowest


class BitOr(Aggregate):
    """The bits that any of several rows has."""

    function = "BIT_OR"
    output_field = BigIntegerField()


class _BitOr:
    """BIT_OR as PostgreSQL has it, for SQLite."""

    def __init__(self):
        self.told = 0

    def step(self, bits):
        self.told |= bits

    def finalize(self):
        return self.told


def teach(connection, **_signal):
    """SQLite has no BIT_OR: it learns it as each connection is made."""
    if connection.vendor == "sqlite":
        connection.connection.create_aggregate("BIT_OR", 1, _BitOr)
