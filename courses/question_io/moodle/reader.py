"""Reader of Moodle XML, as Moodle 2 to 4 write it, question by question."""

from django.utils.translation import gettext as _

from .. import bank_labels
from ..images import Pixels
from ..question import NotTaken, Reading, Remark, UnreadableFile
from . import question_kinds
from .xml_tree import Item, parse

MOST_QUESTIONS = 1000


def read(content, language):
    """Return the Reading of `content` (bytes). Texts in several languages are read in `language`.

    Raise UnreadableFile.
    """
    items, categories, category, pixels = [], [], "", Pixels()
    for element in parse(content).findall("question"):
        item = Item(element, language, pixels)
        if item.kind == "category":
            category = item.raw("category")
            continue
        items.append(item)
        categories.append(category)
    if len(items) > MOST_QUESTIONS:
        raise UnreadableFile(_("The file has more than %(most)d questions. Split it.") % {"most": MOST_QUESTIONS})
    reading = Reading(lines=bank_labels.categories(categories))
    for number, item in enumerate(items, 1):
        _take(reading, number, item)
    return reading


def _take(reading, number, item):
    title = ""
    try:
        title = item.title
        question = question_kinds.read(item)
    except NotTaken as refused:
        reading.lines.append(Remark(number, title, str(refused)))
        return
    reading.numbered.append((number, question))
    reading.lines += [Remark(number, title, said, is_taken=True) for said in question.losses]
