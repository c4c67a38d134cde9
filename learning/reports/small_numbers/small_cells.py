"""Small cells: which tables of personal answers may be shown without the permission to see people (counting.md).

A table with a cell of 1 to 4 people, or in which all answered alike, shows its totals only. So does one from which, with
the other tables shown, such a cell could be worked out. The proof that it can't is an exchange: two people who stand in the same shown tables
swap their answers (or one who stands in none answers otherwise). No shown number changes and no total, but the hidden
cell does: a person who knows all of these numbers can't tell one world from the other, by subtraction or any other sum.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from learning.reports.small_numbers.percentages import SMALLEST_DENOMINATOR


@dataclass(frozen=True)
class AnswerGroup:
    """So many people who stand in the same cells: {table: answer}. A table is (family, value), as ("year", 2026)."""

    cells: tuple
    people: int

    @property
    def tables(self):
        return {table for table, _answer in self.cells}

    @property
    def answer(self):
        """Their answer in every table they stand in, or None where they changed it."""
        answers = {answer for _table, answer in self.cells}
        return answers.pop() if len(answers) == 1 else None


def is_small(people):
    return 0 < people < SMALLEST_DENOMINATOR


def tabulate(groups):
    """{table: {answer: people}}"""
    tables = defaultdict(Counter)
    for group in groups:
        for table, answer in group.cells:
            tables[table][answer] += group.people
    return tables


def is_uniform(numbers):
    """Whether all of at least one person answered alike: then the total tells each one's answer."""
    return sum(bool(people) for people in numbers) == 1


def shown(groups, order, already=()):
    """The tables of `order` that may be shown together, beside those that were shown `already`; what stands first is shown
    rather than what follows."""
    groups, tables = list(groups), tabulate(groups)
    hidden = {(table, answer) for table in order for answer in _hidden(tables[table])}
    candidates = [table for table in order if not _hidden(tables[table])]
    accepted = []
    for table in candidates:
        if _is_safe(groups, [*accepted, table], already, hidden):
            accepted.append(table)
    return frozenset(accepted)


def _hidden(cells):
    """The answers of a table that nobody may learn the number of."""
    everybody = is_uniform(cells.values())
    return [answer for answer, people in cells.items() if is_small(people) or (everybody and people)]


def _is_safe(groups, accepted, already, hidden):
    if _leaves_a_small_rest(groups, accepted):
        return False
    return hidden <= _exchangeable(groups, [*accepted, *already], hidden)


def _leaves_a_small_rest(groups, accepted):
    """Whether a shown table less those of one family shown beside it (a year, a region) is a small cell."""
    for whole in accepted:
        within = [table for table in accepted if table != whole and _lies_within(groups, table, whole)]
        for family in {table[0] for table in within}:
            parts = {table for table in within if table[0] == family}
            rest = [group for group in groups if whole in group.tables and not parts & group.tables]
            if any(is_small(people) for people in tabulate(rest)[whole].values()):
                return True
    return False


def _lies_within(groups, table, whole):
    return all(whole in group.tables for group in groups if table in group.tables)


def _exchangeable(groups, accepted, small):
    """Those of the `small` cells that an exchange changes, unseen in the accepted tables."""
    alike = defaultdict(list)
    for group in groups:
        if group.answer is not None:
            alike[frozenset(accepted) & group.tables].append(group)
    unseen = {table for group in alike.pop(frozenset(), []) for table in group.tables}
    return {
        (table, answer)
        for table, answer in small
        # Who stands in no shown table may answer anything.
        if table in unseen or any(_swap(table, answer, neighbours) for neighbours in alike.values())
    }


def _swap(table, answer, neighbours):
    """Whether one inside the table and one outside differ, just one of them having this answer."""
    inside = {group.answer == answer for group in neighbours if table in group.tables}
    outside = {group.answer == answer for group in neighbours if table not in group.tables}
    return any(one != other for one in inside for other in outside)
