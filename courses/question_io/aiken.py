"""Reader of Aiken, Moodle's simplest format: a question, its choices after "A." or "A)", and a line "ANSWER: B"."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import plain_files, text_conversion
from .question import NotTaken, Option, Question, QuestionKind, Reading, Remark, UnreadableFile

MOST_QUESTIONS = 1000
MOST_CHOICES = 26
CHOICE = re.compile(r"([A-Z])[).][ \t]+(\S.*)$")
ANSWER = re.compile(r"ANSWER:[ \t]*(.*)$", re.IGNORECASE)


@dataclass
class Draft:
    """A question as far as it has been read. `answer` is None until its line was read."""

    text: list = field(default_factory=list)
    choices: list = field(default_factory=list)
    answer: str | None = None


def is_it(content):
    """Return whether at least two lines with choices come before the first line with an answer."""
    choices = 0
    for raw in content[:100_000].splitlines():
        line = raw.decode("utf-8", "replace").strip().lstrip("\ufeff")
        if ANSWER.match(line):
            return choices > 1
        choices += bool(CHOICE.match(line))
    return False


def read(content, language):
    """Return the Reading of `content` (bytes, UTF-8). Raise UnreadableFile."""
    reading = Reading()
    for number, draft in enumerate(_drafts(plain_files.text_of(content)), 1):
        if number > MOST_QUESTIONS:
            raise UnreadableFile(_("The file has more than %(most)d questions. Split it.") % {"most": MOST_QUESTIONS})
        title = " ".join(" ".join(draft.text).split())[:60]
        try:
            reading.numbered.append((number, _question(draft, title)))
        except NotTaken as refused:
            reading.lines.append(Remark(number, title, str(refused)))
    return reading


def _drafts(text):
    """Yield each question as a Draft. Blank lines are ignored.

    A question ends with its answer or, if it has none, where the next question begins.
    """
    draft = Draft()
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        choice, answer = CHOICE.match(line), ANSWER.match(line)
        if answer:
            draft.answer = answer[1].strip()
            yield draft
            draft = Draft()
        elif choice and draft.text:
            draft.choices.append((choice[1], choice[2]))
        else:
            if draft.choices:
                yield draft
                draft = Draft()
            draft.text.append(line)
    if draft.text or draft.choices:
        yield draft


def _question(draft, title):
    if draft.answer is None:
        raise NotTaken(_("It has no line that begins with ANSWER:"))
    if not draft.text:
        raise NotTaken(_("It has no text."))
    if len(draft.choices) > MOST_CHOICES:
        raise NotTaken(_("It has more than %(most)d answers.") % {"most": MOST_CHOICES})
    letters = [letter for letter, _words in draft.choices]
    letter = draft.answer.upper().rstrip(").")
    if letters.count(letter) != 1:
        raise NotTaken(_("Its line ANSWER: names none of its choices, or more than one."))
    options = tuple(
        Option(text_conversion.in_line(text_conversion.bounded(text)), name == letter) for name, text in draft.choices
    )
    return Question(
        QuestionKind.ONE,
        title,
        text_conversion.clean(text_conversion.from_plain("\n".join(draft.text))),
        options=options,
    )
