"""GIFT, Moodle's format for typing questions: taken apart as Moodle does it."""

import re

from django.utils.translation import gettext as _

from .. import pictures, words
from ..question import Kind, Line, NotTaken, Question, Reading, Unreadable
from . import answers, escapes

MOST_QUESTIONS = 1000
FORM = re.compile(r"\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
TITLE = re.compile(r"::(.*?)::", re.DOTALL)


def read(content, language):
    """The Reading of `content` (bytes, UTF-8); texts in several languages are read in `language`. Raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("The file is no text in UTF-8. Save it so.")) from None
    if "\0" in text or any(sign in text for sign in escapes.USED):
        raise Unreadable(_("The file holds characters that no text has."))
    parts = _parts(text)
    if len(parts) > MOST_QUESTIONS:
        raise Unreadable(_("The file has more than %(most)d questions. Split it.") % {"most": MOST_QUESTIONS})
    reading = Reading()
    for number, part in enumerate(parts, 1):
        _take(reading, number, part, language)
    return reading


def _parts(text):
    """The questions, each a text: parted by blank lines; comments and categories are none."""
    lines = ["" if line.lstrip().startswith("$CATEGORY:") else line for line in text.splitlines()]
    lines = [line for line in lines if not line.lstrip().startswith("//")]
    parts = re.split(r"\n(?:[ \t]*\n)+", "\n".join(lines))
    return [part.strip() for part in parts if part.strip()]


def _take(reading, number, part, language):
    hidden = escapes.hide(part)
    title = _title(hidden, language)
    try:
        question = _question(hidden, title, language)
    except NotTaken as refused:
        reading.lines.append(Line(number, title, str(refused)))
        return
    reading.numbered.append((number, question))
    reading.lines += [Line(number, title, said, is_taken=True) for said in question.losses]


def _title(hidden, language):
    """Its name, else how it begins."""
    named = TITLE.match(hidden)
    if named:
        return words.in_line(words.in_language(escapes.show(named[1]), language))
    told = escapes.show(FORM.sub("", hidden, count=1).partition("{")[0])[: words.LONGEST]
    return words.plain(words.in_language(told, language))[:60]


def _question(hidden, title, language):
    body = TITLE.sub("", hidden, count=1).strip() if hidden.startswith("::") else hidden
    form = FORM.match(body)
    spoken = Spoken(form[1].lower() if form else "moodle", language)
    body = FORM.sub("", body, count=1) if form else body
    before, asked, after = _around(body)
    asked, _mark, explanation = asked.partition("####")
    kind, parts, lost = answers.read(asked.strip(), spoken)
    if after.strip():
        before, parts = _missing_word(kind, parts, before, after)
        kind = Kind.GAPS if "gaps" in parts else kind
    text, picture, losses = spoken.html(before)
    if not text and not picture:
        raise NotTaken(_("It has no text."))
    explanation, another, more = spoken.html(explanation)
    more += [_("The picture in its explanation is left behind.")] if another else []
    return Question(
        kind=kind,
        title=title,
        text=text,
        picture=picture,
        explanation=explanation,
        losses=tuple(losses + more + lost),
        **parts,
    )


def _around(body):
    """(what stands before the answers, the answers, what stands after them)."""
    start, end = body.find("{"), body.rfind("}")
    if start < 0 and end < 0:
        raise NotTaken(_("It is a text that asks nothing. Put it into a lesson."))
    if start < 0 or end < start:
        raise NotTaken(_("A brace of its answers is missing."))
    if "{" in body[start + 1 : end] or "}" in body[start:end]:
        raise NotTaken(_("It has several sets of answers, or a brace that wants a \\ before it."))
    return body[:start], body[start + 1 : end], body[end + 1 :]


def _missing_word(kind, parts, before, after):
    """(its text, its parts): an answer in the middle of a sentence is a gap, whether typed or chosen."""
    if kind == Kind.ONE:
        wrong = tuple(option.text for option in parts["options"] if not option.is_right)
        gap = answers.gap_of(parts["options"], wrong)
    elif kind == Kind.TEXT:
        gap = answers.gap_of(parts["options"])
    else:
        return f"{before} _____ {after}", parts
    if "[[" in before + after:
        raise NotTaken(_("Its text has [[ in it, which stands for a gap here."))
    return f"{before}[[1]]{after}", {"gaps": (gap,)}


class Spoken:
    """Texts of one question: in the form that its first one says, in the language that is wanted."""

    def __init__(self, form, language):
        self.form, self.language = form, language

    def _told(self, hidden):
        hidden = hidden.strip()
        own = FORM.match(hidden)
        text = escapes.show(FORM.sub("", hidden, count=1) if own else hidden)
        return words.in_language(text, self.language), own[1].lower() if own else self.form

    def html(self, hidden):
        """(HTML, its picture or None, what is lost)"""
        markup = words.as_html(*self._told(hidden))
        markup, picture, losses = pictures.take_out(markup, {})
        return words.clean(markup), picture, losses

    def bare(self, hidden):
        """Words that Moodle reads as they stand, whatever the form of the rest."""
        return words.in_line(words.in_language(escapes.show(hidden), self.language))

    def plain(self, hidden):
        text, form = self._told(hidden)
        if form == "plain":
            return words.in_line(text)
        markup = words.as_html(text, form)
        if pictures.has_any(markup):
            raise NotTaken(_("One of its answers is a picture."))
        return words.plain(markup)
