"""Reader of GIFT, Moodle's format for typed questions; it parses a file as Moodle does."""

import re

from django.utils.translation import gettext as _

from .. import bank_labels, linear_scan, multilang, plain_files, text_conversion
from ..images import Pixels
from ..question import NotTaken, Question, QuestionKind, Reading, Remark, UnreadableFile
from ..texts import Texts
from . import answers, escapes, splitter

MOST_QUESTIONS = 1000
MOST_ANSWERS = 100
LONGEST_TITLE = 200
FORM = re.compile(r"\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
TITLE = re.compile(r"::(.*?)::", re.DOTALL)


def read(content, language):
    """Return the Reading of `content` (bytes, UTF-8). Texts in several languages are read in `language`.

    Raise UnreadableFile.
    """
    text = plain_files.text_of(content)
    if any(sign in text for sign in escapes.USED):
        raise UnreadableFile(_("The file holds characters that no text has."))
    if linear_scan.marks(text) > linear_scan.MOST_MARKS_OF_FILE:
        raise UnreadableFile(_("The file has too many tags or lines. Split it."))
    parts = splitter.parts_of(text, MOST_QUESTIONS + 1)
    if len(parts) > MOST_QUESTIONS:
        raise UnreadableFile(_("The file has more than %(most)d questions. Split it.") % {"most": MOST_QUESTIONS})
    reading = Reading(lines=bank_labels.categories([part.category for part in parts]))
    pixels = Pixels()
    for number, part in enumerate(parts, 1):
        _take(reading, number, part, language, pixels)
    return reading


def _take(reading, number, part, language, pixels):
    hidden = escapes.hide(part.text)
    title = _title(hidden, language)
    try:
        question = _question(hidden, title, Spoken(language, pixels), part.labels)
    except NotTaken as refused:
        reading.lines.append(Remark(number, title, str(refused)))
        return
    reading.numbered.append((number, question))
    reading.lines += [Remark(number, title, said, is_taken=True) for said in question.losses]


def _title(hidden, language):
    """Return the question's name, else the beginning of its text."""
    named = TITLE.match(hidden)
    if named:
        return text_conversion.in_line(multilang.in_language(escapes.show(named[1]), language))[:LONGEST_TITLE]
    told = escapes.show(FORM.sub("", hidden, count=1).partition("{")[0])[: text_conversion.LONGEST]
    begins = multilang.in_language(told, language)
    try:
        return text_conversion.plain(begins)[:60]
    except NotTaken:
        return text_conversion.in_line(begins)[:60]


def _question(hidden, title, spoken, labelled):
    body = TITLE.sub("", hidden, count=1).strip() if hidden.startswith("::") else hidden
    before, asked, after = _around(spoken.formed(body))
    asked, _mark, explanation = asked.partition("####")
    if asked.count("=") + asked.count("~") + asked.count("\n") > 2 * MOST_ANSWERS:
        raise NotTaken(_("It has more than %(most)d answers.") % {"most": MOST_ANSWERS})
    kind, parts, lost = answers.read(asked.strip(), spoken)
    if after.strip():
        before, parts, more = _missing_word(kind, parts, before, after)
        kind, lost = QuestionKind.GAPS if "gaps" in parts else kind, lost + more
    text, picture = spoken.html(before)
    if not text and not picture:
        raise NotTaken(_("It has no text."))
    explanation = spoken.explanation(explanation)
    spoken.texts.lose(*lost, *labelled)
    losses = tuple(spoken.texts.lost)
    return Question(kind, title, text, picture=picture, explanation=explanation, losses=losses, **parts)


def _around(body):
    """Return (text before the answers, the answers, text after them).

    Raise NotTaken unless there is one pair of braces.
    """
    start, end = body.find("{"), body.rfind("}")
    if start < 0 and end < 0:
        raise NotTaken(_("It is a text that asks nothing. Put it into a lesson."))
    if start < 0 or end < start:
        raise NotTaken(_("A brace of its answers is missing."))
    if "{" in body[start + 1 : end] or "}" in body[start:end]:
        raise NotTaken(_("It has several sets of answers, or a brace that wants a \\ before it."))
    return body[:start], body[start + 1 : end], body[end + 1 :]


def _missing_word(kind, parts, before, after):
    """Return (text, fields, conversion warnings) of a question with its answer in the middle of a sentence.

    The answer becomes a gap, typed or chosen; other kinds of question get a line in its place.
    """
    if kind not in {QuestionKind.ONE, QuestionKind.TEXT}:
        return f"{before} _____ {after}", parts, []
    if "[[" in before + after:
        raise NotTaken(_("Its text has [[ in it, which stands for a gap here."))
    options = parts["options"]
    gap = answers.gap_of(options, tuple(option.text for option in options if not option.is_right))
    has_feedback = any(option.feedback for option in options)
    lost = [_("The feedback in its gaps is left behind.")] if has_feedback else []
    return f"{before}[[1]]{after}", {"gaps": (gap,)}, lost


class Spoken:
    """Converter of the texts of one question: in the format that its first text names, or that a text names itself.

    `texts.lost` collects the conversion warnings.
    """

    def __init__(self, language, pixels):
        self.form, self.texts = "moodle", Texts(language, pixels)

    def formed(self, hidden):
        """Return `hidden` without the format that it names, and store that format for the other texts."""
        found = FORM.match(hidden)
        if found is None:
            return hidden
        self.form = found[1].lower()
        return hidden[found.end() :]

    def html(self, hidden):
        return self.texts.html(*self._told(hidden))

    def explanation(self, hidden):
        return self.texts.explanation(*self._told(hidden))

    def plain(self, hidden):
        return self.texts.plain(*self._told(hidden))

    def feedback(self, hidden):
        return self.texts.feedback(*self._told(hidden))

    def bare(self, hidden):
        return self.texts.bare(escapes.show(hidden))

    def _told(self, hidden):
        hidden = hidden.strip()
        own = FORM.match(hidden)
        text = escapes.show(hidden[own.end() :] if own else hidden)
        return text, own[1].lower() if own else self.form
