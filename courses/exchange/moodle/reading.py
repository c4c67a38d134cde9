"""Moodle XML, as Moodle 2 to 4 write it, read question by question."""

from django.utils.translation import gettext as _

from ..question import Line, NotTaken, Reading, Unreadable
from . import kinds
from .tree import Item, parse

MOST_QUESTIONS = 1000


def read(content, language):
    """The Reading of `content` (bytes); texts in several languages are read in `language`. Raises Unreadable."""
    items = [Item(element, language) for element in parse(content).iter("question")]
    items = [item for item in items if item.kind != "category"]
    if len(items) > MOST_QUESTIONS:
        raise Unreadable(_("The file has more than %(most)d questions. Split it.") % {"most": MOST_QUESTIONS})
    reading = Reading()
    for number, item in enumerate(items, 1):
        _take(reading, number, item)
    return reading


def _take(reading, number, item):
    title = ""
    try:
        title = item.title
        question = kinds.read(item)
    except NotTaken as refused:
        reading.lines.append(Line(number, title, str(refused)))
        return
    reading.numbered.append((number, question))
    reading.lines += [Line(number, title, said, is_taken=True) for said in question.losses]
