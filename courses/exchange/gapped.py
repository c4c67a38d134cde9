"""A text with gaps: [[1]] where it travels, [[the word|another]] where an author writes it."""

from django.utils.translation import gettext as _

from ..quizzes.gaps import split
from . import words
from .gaps import MARK
from .question import Gap, NotTaken

RESERVED = set("[]|")


def to_block(question):
    """(its value, what is lost). What stands before the first gap's paragraph is what the question asks."""
    if any(RESERVED & set(word) for gap in question.gaps for word in gap.accepted):
        raise NotTaken(_("A word for one of its gaps has a bracket or a bar in it."))
    lines = words.lines(question.text)
    first = next(number for number, line in enumerate(lines) if MARK.search(line))
    fill_in = _("Fill the gaps.")
    asked = words.from_plain("\n\n".join(lines[:first])) or f"<p>{fill_in}</p>"
    written = MARK.sub(
        lambda found: f"[[{'|'.join(question.gaps[int(found[1]) - 1].accepted)}]]", "\n".join(lines[first:])
    )
    rights = {word for gap in question.gaps for word in gap.accepted}
    wrong = dict.fromkeys(word for gap in question.gaps for word in gap.wrong if word not in rights)
    offered = {frozenset((*gap.accepted, *gap.wrong)) for gap in question.gaps}
    is_widened = any(gap.wrong for gap in question.gaps) and len(offered) > 1
    return {"text": asked, "gapped": written, "distractors": list(wrong)}, (
        [_("Its gaps share one list of words here.")] if is_widened else []
    )


def from_block(value, asked):
    """Its text and gaps. Where words are offered, those of the other gaps are among them."""
    texts, answers = split(value["gapped"])
    marked = [f"{text}[[{number}]]" for number, text in enumerate(texts[:-1], 1)]
    distractors = tuple(value["distractors"])
    gaps = []
    for accepted in answers:
        others = tuple(other[0] for other in answers if other and other is not accepted)
        wrong = dict.fromkeys(word for word in (*distractors, *others) if word not in accepted) if distractors else ()
        gaps.append(Gap(tuple(accepted), tuple(wrong)))
    return {"text": asked + words.clean(words.from_plain("".join([*marked, texts[-1]]))), "gaps": tuple(gaps)}
