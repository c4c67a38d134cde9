"""Gaps in the middle of a text, as Moodle writes them."""

import html
import re

from ..gap_marks import MARK

SPECIAL = re.compile(r"([}~#\\])")


def write(text, gaps, points):
    """`text` (HTML) with its [[1]] written out. Moodle adds up what its gaps give, in whole points."""
    each = _each(gaps, points)
    return MARK.sub(lambda found: _gap(gaps[int(found[1]) - 1], each), text)


def gives(question):
    """The points that Moodle gives for it."""
    return _each(question.gaps, question.points) * len(question.gaps)


def _each(gaps, points):
    return max(1, points // len(gaps))


def _gap(gap, points):
    kind = "MULTICHOICE" if gap.wrong else "SHORTANSWER"
    answers = [f"={_escaped(word, gap)}" for word in gap.accepted] + [f"%0%{_escaped(word, gap)}" for word in gap.wrong]
    return f"{{{points}:{kind}:{'~'.join(answers)}}}"


def _escaped(word, gap):
    """A typed * would stand for anything."""
    written = html.escape(SPECIAL.sub(r"\\\1", word), quote=False)
    return written if gap.wrong else written.replace("*", r"\*")
