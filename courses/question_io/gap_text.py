"""Conversion of texts with gaps: [[1]] in a `Question`, [[the word|another]] in a quiz's block."""

import re

from django.utils.translation import gettext as _

from ..quizzes.gap_text import split
from . import text_conversion
from .gap_marks import MARK
from .question import GapAnswer, NotTaken

RESERVED = set("[]|")
BLOCK = re.compile(r"<(?:p|ul|ol)>")
OPENED, CLOSED = re.compile(r"<[uo]l>"), re.compile(r"</[uo]l>")
SHAPED = re.compile(r"<(?!/|p>|br>)")


def to_block(question):
    """Return (the block's value, conversion warnings).

    The text before the paragraph of the first gap becomes the question's text. Raise NotTaken if an accepted word has a
    bracket or a bar.
    """
    if any(RESERVED & set(word) for gap in question.gaps for word in gap.accepted):
        raise NotTaken(_("A word for one of its gaps has a bracket or a bar in it."))
    before, gapped = _parted(question.text)
    fill_in = _("Fill the gaps.")
    written = MARK.sub(
        lambda found: f"[[{'|'.join(question.gaps[int(found[1]) - 1].accepted)}]]",
        "\n".join(text_conversion.lines(gapped)),
    )
    rights = {word for gap in question.gaps for word in gap.accepted}
    wrong = dict.fromkeys(word for gap in question.gaps for word in gap.wrong if word not in rights)
    # Only the first accepted word of a gap is offered.
    offered = {frozenset((gap.accepted[0], *gap.wrong)) for gap in question.gaps}
    told = (
        (any(gap.wrong for gap in question.gaps) and len(offered) > 1, _("Its gaps share one list of words here.")),
        (SHAPED.search(gapped), _("The text around its gaps is plain here: formatting is left behind.")),
    )
    value = {"text": before or f"<p>{fill_in}</p>", "gapped": written, "distractors": list(wrong)}
    value["forgives_accents"] = False
    return value, [sentence for is_lost, sentence in told if is_lost]


def _parted(text):
    """Return (the text before the paragraph or list of the first gap, the rest)."""
    before = text[: MARK.search(text).start()]
    for found in reversed(list(BLOCK.finditer(before))):
        outside = before[: found.start()]
        if len(OPENED.findall(outside)) == len(CLOSED.findall(outside)):
            return outside, text[found.start() :]
    return "", text


def from_block(value, asked):
    """Return the text and gaps of the Question. If words are offered, each gap offers those of the other gaps too."""
    texts, answers = split(value["gapped"])
    marked = [f"{text}[[{number}]]" for number, text in enumerate(texts[:-1], 1)]
    distractors = tuple(value["distractors"])
    gaps = []
    for accepted in answers:
        others = tuple(other[0] for other in answers if other and other is not accepted)
        wrong = dict.fromkeys(word for word in (*distractors, *others) if word not in accepted) if distractors else ()
        gaps.append(GapAnswer(tuple(accepted), tuple(wrong)))
    return {
        "text": asked + text_conversion.clean(text_conversion.from_plain("".join([*marked, texts[-1]]))),
        "gaps": tuple(gaps),
    }
