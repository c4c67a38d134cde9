"""Writer of Moodle XML for Moodle 4."""

import base64
import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.html import escape
from django.utils.translation import gettext as _

from ..fractions import ALL
from ..question import QuestionKind, Remark
from . import cloze_writer

TYPES = {
    QuestionKind.ONE: "multichoice",
    QuestionKind.SEVERAL: "multichoice",
    QuestionKind.TRUTH: "truefalse",
    QuestionKind.TEXT: "shortanswer",
    QuestionKind.NUMBER: "numerical",
    QuestionKind.MATCHING: "matching",
    QuestionKind.ORDERING: "ordering",
    QuestionKind.GAPS: "cloze",
}
# Characters that XML can't contain in any form.
UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(questions, category):
    """Return (the file's bytes, Remarks on what it leaves out: only the points of some gaps)."""
    root = Element("quiz")
    if category:
        named = SubElement(SubElement(root, "question", type="category"), "category")
        # A slash in a name is doubled: a single one separates two categories.
        SubElement(named, "text").text = f"$course$/top/{_kept(category).replace('/', '//')}"
    lines = []
    for number, question in enumerate(questions, 1):
        if question.kind not in TYPES:
            lines.append(Remark(number, question.title, _("A Moodle XML file can't hold this type of question.")))
            continue
        _add(root, question)
        lines += [Remark(number, question.title, said, is_taken=True) for said in _lost(question)]
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True), lines


def _lost(question):
    gives = cloze_writer.gives(question) if question.kind == QuestionKind.GAPS else question.points
    if gives == question.points:
        return []
    told = {"points": question.points, "gives": gives}
    return [_("Moodle gives the same points for each of its gaps: %(gives)d together instead of %(points)d.") % told]


def _add(root, question):
    element = SubElement(root, "question", type=TYPES[question.kind])
    _text(SubElement(element, "name"), question.title)
    _question_text(element, question)
    _text(SubElement(element, "generalfeedback", format="html"), question.explanation)
    for name, value in (("defaultgrade", str(question.points)), ("penalty", "0"), ("hidden", "0")):
        SubElement(element, name).text = value
    WRITERS[question.kind](element, question)


def _question_text(element, question):
    text = question.text
    if question.kind == QuestionKind.GAPS:
        text = cloze_writer.write(text, question.gaps, question.points)
    told = SubElement(element, "questiontext", format="html")
    if question.picture is None:
        _text(told, text)
        return
    name = f"picture.{question.picture.kind}"
    _text(told, f'{text}<p><img src="@@PLUGINFILE@@/{name}" alt="{escape(question.picture.alt)}"></p>')
    file = SubElement(told, "file", name=name, path="/", encoding="base64")
    file.text = base64.b64encode(question.picture.content).decode()


def _text(element, text):
    SubElement(element, "text").text = _kept(text)


def _kept(text):
    return UNWRITABLE.sub("", text)


def _answer(element, text, share, feedback, form="html"):
    """Add an answer. Its words are HTML, as Moodle's own editor stores them, except where the answer is typed."""
    answer = SubElement(element, "answer", fraction=f"{share:f}", format=form)
    _text(answer, text if form == "moodle_auto_format" else _html(text))
    _text(SubElement(answer, "feedback", format="html"), _html(feedback))
    return answer


def _html(text):
    return f"<p>{escape(text)}</p>" if text else ""


def _one(element, question):
    SubElement(element, "single").text = "true"
    SubElement(element, "shuffleanswers").text = "true"
    for option in question.options:
        _answer(element, option.text, ALL if option.is_right else 0, option.feedback)


def _several(element, question):
    """Write options: the right ones share the points equally, a wrong one costs as much as a right one gives."""
    SubElement(element, "single").text = "false"
    SubElement(element, "shuffleanswers").text = "true"
    rights = sum(option.is_right for option in question.options)
    share = f"{100 / rights:.5f}".rstrip("0").rstrip(".")
    for option in question.options:
        answer = _answer(element, option.text, 0, option.feedback)
        answer.set("fraction", share if option.is_right else f"-{share}")


def _truth(element, question):
    for option in question.options:
        _answer(element, option.text, ALL if option.is_right else 0, option.feedback, "moodle_auto_format")


def _short(element, question):
    SubElement(element, "usecase").text = "0"
    for option in question.options:
        _answer(element, option.text.replace("*", r"\*"), ALL, option.feedback, "moodle_auto_format")


def _number(element, question):
    answer = _answer(element, f"{question.number:f}", ALL, "", "moodle_auto_format")
    SubElement(answer, "tolerance").text = f"{question.tolerance:f}"
    if question.unit:
        unit = SubElement(SubElement(element, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = _kept(question.unit)


def _matching(element, question):
    SubElement(element, "shuffleanswers").text = "true"
    for left, right in [(pair.left, pair.right) for pair in question.pairs] + [("", word) for word in question.spare]:
        pair = SubElement(element, "subquestion", format="html")
        _text(pair, _html(left))
        _text(SubElement(pair, "answer"), right)


def _ordering(element, question):
    told = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": "0", "gradingtype": "ABSOLUTE_POSITION"}
    for name, value in {**told, "showgrading": "SHOW", "numberingstyle": "none"}.items():
        SubElement(element, name).text = value
    for number, text in enumerate(question.items, 1):
        _answer(element, text, number, "")


def _gaps(element, question):
    """Add nothing: the gaps are in the text."""


WRITERS = {
    QuestionKind.ONE: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.TRUTH: _truth,
    QuestionKind.TEXT: _short,
    QuestionKind.NUMBER: _number,
    QuestionKind.MATCHING: _matching,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.GAPS: _gaps,
}
