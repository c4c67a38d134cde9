"""Gaps in the middle of a text, as Moodle writes them."""

import html
import re

from ..gaps import MARK

SPECIAL = re.compile(r"([}~#\\])")


def write(text, gaps):
    """`text` (HTML) with its [[1]] written out; each gap gives one point."""
    return MARK.sub(lambda found: _gap(gaps[int(found[1]) - 1]), text)


def _gap(gap):
    kind = "MULTICHOICE" if gap.wrong else "SHORTANSWER"
    answers = [f"={_escaped(word, gap)}" for word in gap.accepted] + [f"%0%{_escaped(word, gap)}" for word in gap.wrong]
    return f"{{1:{kind}:{'~'.join(answers)}}}"


def _escaped(word, gap):
    """A typed * would stand for anything."""
    written = html.escape(SPECIAL.sub(r"\\\1", word), quote=False)
    return written if gap.wrong else written.replace("*", r"\*")
