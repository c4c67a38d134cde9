"""Writer of gaps in the middle of a text, for Moodle."""

import html
import re

from ..gap_marks import MARK

SPECIAL = re.compile(r"([}~#\\])")


def write(text, gaps, points):
    """Return `text` (HTML) with each [[1]] written out. Moodle adds up the points of its gaps, in whole points."""
    each = _each(gaps, points)
    return MARK.sub(lambda found: _gap(gaps[int(found[1]) - 1], each), text)


def gives(question):
    """Return the points that Moodle gives for `question`."""
    return _each(question.gaps, question.points) * len(question.gaps)


def _each(gaps, points):
    return max(1, points // len(gaps))


def _gap(gap, points):
    kind = "MULTICHOICE" if gap.wrong else "SHORTANSWER"
    answers = [f"={_escaped(word, gap)}" for word in gap.accepted] + [f"%0%{_escaped(word, gap)}" for word in gap.wrong]
    return f"{{{points}:{kind}:{'~'.join(answers)}}}"


def _escaped(word, gap):
    """Escape a word of `gap`. A typed * is escaped too: it would stand for any words."""
    written = html.escape(SPECIAL.sub(r"\\\1", word), quote=False)
    return written if gap.wrong else written.replace("*", r"\*")
