"""Country names in a file that are unknown: each is decided once for all rows that use it."""

from dataclasses import dataclass, field, replace

from learning.people.names import fold
from learning.people.reference.country_names import country_of

from .columns import COUNTRY

# Decisions beside the code of a country.
NONE, LEFT_OUT = "none", "left_out"


@dataclass
class Unknown:
    """`text` as the first of `rows` writes it; `decision` is a code, NONE, LEFT_OUT, or "" while there is none."""

    key: str
    text: str
    decision: str = ""
    rows: list = field(default_factory=list)


def settled(rows, decisions, known):
    """(what is undecided, what is decided, the rows to read) of `rows`; `decisions` are {key: decision}.

    A row whose country is undecided, or that is left out, is not read.
    """
    found, kept = {}, []
    for row in rows:
        text = row.cells.get(COUNTRY, "")
        if not text or text in known.countries or country_of(text):
            kept.append(row)
            continue
        key = fold(text) or text
        unknown = found.setdefault(key, Unknown(key, text, decisions.get(key, "")))
        unknown.rows.append(row.number)
        if unknown.decision not in ("", LEFT_OUT):
            code = "" if unknown.decision == NONE else unknown.decision
            kept.append(replace(row, cells={**row.cells, COUNTRY: code}))
    undecided = [one for one in found.values() if not one.decision]
    return undecided, [one for one in found.values() if one.decision], kept
