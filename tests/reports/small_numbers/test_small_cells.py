"""An attack on the tables that are shown: exact sums and integer bounds, sharing nothing with what decides."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.reports.small_numbers.small_cells import AnswerGroup, shown

ALL, AFRICA, EUROPE, ASIA = ("all", ""), ("region", "africa"), ("region", "europe"), ("region", "asia")
ANSWERS = ("woman", "other", "none")


def people(number, answer, *tables):
    return AnswerGroup(tuple((table, answer) for table in tables), number)


def everybody(**by_region):
    """{region: (women, others, silent)} as groups that also stand in the table of all."""
    return [
        people(number, answer, ALL, ("region", region))
        for region, cells in by_region.items()
        for answer, number in zip(ANSWERS, cells, strict=True)
        if number
    ]


ORDER = (ALL, AFRICA, EUROPE, ASIA)


def test_tables_without_a_small_cell_are_shown():
    assert shown(everybody(africa=(5, 6, 0), europe=(9, 5, 7)), ORDER) == set(ORDER)


def test_table_in_which_all_answered_alike_is_not():
    told = shown(everybody(africa=(0, 6, 0), europe=(9, 5, 7), asia=(5, 5, 0)), ORDER)
    assert AFRICA not in told


def test_a_table_with_a_cell_of_one_to_four_is_not():
    assert AFRICA not in shown(everybody(africa=(1, 6, 0), europe=(9, 5, 7)), ORDER)
    assert AFRICA not in shown(everybody(africa=(4, 6, 0), europe=(9, 5, 7)), ORDER)


def test_other_region_that_would_reveal_the_cell_is_hidden():
    told = shown(everybody(africa=(3, 6, 0), europe=(9, 5, 7)), ORDER)
    assert told == {ALL, ASIA}


def test_two_hidden_regions_hide_each_other():
    told = shown(everybody(africa=(3, 6, 0), asia=(4, 6, 5), europe=(9, 5, 7)), ORDER)
    assert told == {ALL, EUROPE}


def test_not_where_what_is_left_for_the_two_is_a_small_cell_itself():
    told = shown(everybody(africa=(1, 6, 0), asia=(2, 6, 5), europe=(9, 5, 7)), ORDER)
    assert told == {ALL}


def test_where_all_answered_alike_a_total_would_tell():
    assert shown(everybody(africa=(3, 0, 0), asia=(4, 0, 0)), ORDER) == {EUROPE}


# ---- The attack

YEARS = (("year", 1), ("year", 2), ("year", 3))
REGIONS = (AFRICA, EUROPE, ASIA)
TABLES = (ALL, *YEARS, *REGIONS)
patterns = st.builds(
    lambda years, region: frozenset({ALL, region, *years}),
    st.sets(st.sampled_from(YEARS), min_size=1, max_size=2),
    st.sampled_from(REGIONS),
)
sizes = st.one_of(st.integers(0, 4), st.integers(0, 12))
worlds = st.dictionaries(patterns, st.tuples(sizes, sizes, sizes), min_size=1, max_size=7)
# Who answered otherwise later: counted as one thing in one table and as another in the next.
changed = st.dictionaries(
    st.tuples(st.sampled_from(YEARS), st.sampled_from(YEARS), st.sampled_from(REGIONS)), st.integers(1, 2), max_size=2
)


def groups_of(world, fickle):
    steady = [
        people(number, answer, *sorted(pattern))
        for pattern, cells in world.items()
        for answer, number in zip(ANSWERS, cells, strict=True)
        if number
    ]
    return steady + [
        AnswerGroup(((ALL, "woman"), (region, "woman"), (before, "none"), (after, "woman")), number)
        for (before, after, region), number in fickle.items()
        if before != after
    ]


def published(groups, tables, answers=ANSWERS):
    """{(table, answer): people} of the tables that are shown: all that a reader is told beside the totals."""
    told = Counter({(table, answer): 0 for table in tables for answer in answers})
    for group in groups:
        for table, answer in group.cells:
            if table in tables:
                told[table, answer] += group.people
    return told


class Attacker:
    """Knows every total, who stands in which tables, what the fickle answered, and the shown tables."""

    def __init__(self, world, groups, visible, answers=ANSWERS):
        self.sizes, self.answers = {pattern: sum(cells) for pattern, cells in world.items()}, answers
        told = published(groups, visible, answers)
        known = published([group for group in groups if group.answer is None], TABLES, answers)
        self.known = known
        self.equations = [
            (
                {(pattern, answer) for pattern in self.sizes if table in pattern},
                told[table, answer] - known[table, answer],
            )
            for table in visible
            for answer in answers
        ]
        self.equations += [({(p, answer) for answer in answers}, size) for p, size in self.sizes.items()]

    def unknowns(self, table, answer):
        return {(pattern, answer) for pattern in self.sizes if table in pattern}

    def by_sums(self, table, answer):
        """The cell as a linear combination of what is known, exactly; None where it is none."""
        columns = sorted({unknown for terms, _value in self.equations for unknown in terms}, key=repr)
        rows = [[Fraction(c in terms) for c in columns] + [Fraction(value)] for terms, value in self.equations]
        target = [Fraction(c in self.unknowns(table, answer)) for c in columns] + [Fraction(0)]
        for row in _reduced(rows):
            lead = next((i for i, x in enumerate(row[:-1]) if x), None)
            if lead is not None and target[lead]:
                factor = target[lead]
                target = [t - factor * x for t, x in zip(target, row, strict=True)]
        return None if any(target[:-1]) else -target[-1] + self.known[table, answer]

    def by_bounds(self, table, answer):
        """(least, most) that the cell can be, by tightening the bounds of whole numbers until nothing moves."""
        low = {(p, answer): 0 for p in self.sizes for answer in self.answers}
        high = {(p, answer): self.sizes[p] for p in self.sizes for answer in self.answers}
        equations = [*self.equations, *_differences(self.equations)]
        moved = True
        while moved:
            moved = sum(_tighten(terms, value, low, high) for terms, value in equations)
        cell = self.unknowns(table, answer)
        known = self.known[table, answer]
        least, most = sum(low[u] for u in cell) + known, sum(high[u] for u in cell) + known
        for terms, value in equations:
            if terms <= cell:
                rest = cell - terms
                least = max(least, value + sum(low[u] for u in rest) + known)
                most = min(most, value + sum(high[u] for u in rest) + known)
            if cell <= terms:
                rest = terms - cell
                least = max(least, value - sum(high[u] for u in rest) + known)
                most = min(most, value - sum(low[u] for u in rest) + known)
        return least, most


def _reduced(rows):
    rows, done = [list(row) for row in rows], []
    for column in range(len(rows[0]) - 1):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [x / pivot[column] for x in pivot]
        rows = [[x - row[column] * y for x, y in zip(row, pivot, strict=True)] for row in rows]
        done = [[x - row[column] * y for x, y in zip(row, pivot, strict=True)] for row in done] + [pivot]
    return done


def _differences(equations):
    """What is left of one sum when another that lies within it is taken away."""
    return [(whole - part, total - value) for whole, total in equations for part, value in equations if part < whole]


def _tighten(terms, value, low, high):
    least, most, moved = sum(low[u] for u in terms), sum(high[u] for u in terms), False
    for unknown in terms:
        up = value - (least - low[unknown])
        down = value - (most - high[unknown])
        if up < high[unknown]:
            most -= high[unknown] - up
            high[unknown], moved = up, True
        if down > low[unknown]:
            least += down - low[unknown]
            low[unknown], moved = down, True
    return moved


def attack(world, fickle):
    groups = groups_of(world, fickle)
    visible = shown(groups, TABLES)
    truth = published(groups, TABLES)
    attacker, before = Attacker(world, groups, visible), Attacker(world, groups, ())
    for (table, answer), number in truth.items():
        if not 0 < number < 5:
            continue
        assert table not in visible
        least, most = before.by_bounds(table, answer)
        if least == most:
            # Only the fickle stand there, and this attacker knew them beforehand: then nothing is shown that could help.
            assert not visible
            continue
        assert attacker.by_sums(table, answer) is None
        least, most = attacker.by_bounds(table, answer)
        assert least < most


@settings(max_examples=300, deadline=None)
@given(worlds, changed)
def test_no_sum_and_no_bound_gives_a_hidden_cell(world, fickle):
    attack(world, fickle)


@pytest.mark.deep
@settings(max_examples=5000, deadline=None)
@given(worlds, changed)
def test_no_hidden_cell_is_found_in_thousands_of_worlds(world, fickle):
    attack(world, fickle)


def test_the_attack_finds_what_is_left_when_only_the_small_table_is_hidden():
    """Were just the tables with a small cell hidden, this attacker would have it: the attack is worth something."""
    world = {frozenset({ALL, AFRICA}): (3, 6, 0), frozenset({ALL, EUROPE}): (9, 5, 7)}
    groups = groups_of(world, {})
    attacker = Attacker(world, groups, {ALL, EUROPE})
    assert attacker.by_sums(AFRICA, "woman") == 3
    assert attacker.by_bounds(AFRICA, "woman") == (3, 3)
