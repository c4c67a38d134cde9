"""Writer of GIFT for Moodle."""

import html

from django.utils.translation import gettext as _

from ..gap_marks import MARK
from ..question import NotTaken, QuestionKind, Remark
from .escapes import USED, escape


def write(questions, category):
    """Return (the file's bytes, Remarks on what it leaves out: GIFT supports less than a quiz)."""
    parts = [f"$CATEGORY: $course$/top/{' '.join(category.split()).replace('/', '//')}"] if category else []
    lines = []
    for number, question in enumerate(questions, 1):
        try:
            parts.append(_question(question))
        except NotTaken as refused:
            lines.append(Remark(number, question.title, str(refused)))
        else:
            lines += [Remark(number, question.title, said, is_taken=True) for said in _lost(question)]
    return "\n\n".join([*parts, ""]).encode(), lines


def _lost(question):
    told = (
        (question.picture, _("Its picture can't stand in a GIFT file.")),
        (question.points != 1, _("Its points can't stand in a GIFT file: it gives one.")),
        (question.unit, _("Its unit can't stand in a GIFT file.")),
    )
    return [sentence for is_lost, sentence in told if is_lost]


def _question(question):
    if question.kind not in {*WRITERS, QuestionKind.GAPS}:
        raise NotTaken(_("A GIFT file can't hold this type of question."))
    if question.kind == QuestionKind.GAPS:
        before, answers, after = _gap(question)
    else:
        before, answers, after = _text(question.text), WRITERS[question.kind](question), ""
    explanation = f"\n####[html]{_text(question.explanation)}" if question.explanation else ""
    title = f"::{_text(question.title)}::" if question.title else ""
    return f"{title}[html]{before}{{{answers.rstrip()}{explanation}}}{after}"


def _text(text):
    return escape("".join(sign for sign in text if (sign >= " " and sign not in USED) or sign == "\n"))


def _plain(text):
    return f"[plain]{_text(text)}" if text else ""


def _answer(sign, option):
    feedback = f"#{_plain(option.feedback)}" if option.feedback else ""
    return f"{sign}{_plain(option.text)}{feedback}\n"


def _one(question):
    return "\n" + "".join(_answer("=" if option.is_right else "~", option) for option in question.options)


def _several(question):
    """Write options: the right ones share the points equally, a wrong one costs as much as a right one gives."""
    share = f"{100 / sum(option.is_right for option in question.options):.5f}".rstrip("0").rstrip(".")
    written = [_answer(f"~%{'' if option.is_right else '-'}{share}%", option) for option in question.options]
    return "\n" + "".join(written)


def _truth(question):
    true, false = question.options
    right, wrong = (true, false) if true.is_right else (false, true)
    feedback = f"#{_plain(wrong.feedback)}#{_plain(right.feedback)}" if right.feedback or wrong.feedback else ""
    return f"{'TRUE' if true.is_right else 'FALSE'}{feedback}"


def _short(question):
    options = "".join(_answer("=", option) for option in question.options)
    _refuse_stars(option.text for option in question.options)
    return f"\n{options}"


def _refuse_stars(answers):
    if any("*" in answer for answer in answers):
        raise NotTaken(_("Its answer has a *, which stands for any words in GIFT."))


def _number(question):
    return f"#{question.number:f}:{question.tolerance:f}"


def _matching(question):
    sides = [(pair.left, pair.right) for pair in question.pairs] + [("", word) for word in question.spare]
    if any("->" in left + right for left, right in sides):
        raise NotTaken(_("One of its sides has -> in it, which parts the sides in GIFT."))
    return "\n" + "".join(f"={_plain(left)} -> {_text(right)}\n" for left, right in sides)


def _ordering(question):
    items = "".join(f"{_text(_as_html(text))}\n" for text in question.items)
    return f">{len(question.items)} ALL VERTICAL ABSOLUTE_POSITION SHOW none\n{items}"


def _as_html(text):
    """Escape an item for a line of its own, where a // would begin a comment."""
    text = html.escape(text, quote=False)
    return f"&#47;{text[1:]}" if text.startswith("//") else text


def _gap(question):
    """Return (text before the gap, its answers, text after it).

    Raise NotTaken for more than one gap: GIFT has only one.
    """
    before, *rest = MARK.split(question.text)
    if len(question.gaps) != 1 or len(rest) != 2:
        raise NotTaken(_("GIFT knows no more than one gap in a question."))
    gap = question.gaps[0]
    if gap.wrong and len(gap.accepted) > 1:
        raise NotTaken(_("GIFT knows no more than one right choice in a gap."))
    if not gap.wrong:
        _refuse_stars(gap.accepted)
    written = [f"={_plain(word)}" for word in gap.accepted] + [f"~{_plain(word)}" for word in gap.wrong]
    return _text(before), "\n".join(written), _text(rest[1])


WRITERS = {
    QuestionKind.ONE: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.TRUTH: _truth,
    QuestionKind.TEXT: _short,
    QuestionKind.NUMBER: _number,
    QuestionKind.MATCHING: _matching,
    QuestionKind.ORDERING: _ordering,
}
