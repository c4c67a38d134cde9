"""Conversion warnings: what Moodle XML holds of a question and a quiz here can't.

Numbering and layout of answers cause no warning, nor do Moodle's defaults: Moodle writes its own sentences and its own
penalty into every file.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from .. import bank_labels, images, text_conversion
from ..fractions import decimal, said
from .xml_tree import said_in

USUAL_PENALTIES = (Decimal(0), Decimal("0.1"), Decimal(1) / 3)
# Smaller differences are rounding: a third is written with more or fewer decimals.
ROUNDED = Decimal("0.005")
OVERALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
# Moodle's default sentences.
USUAL_FEEDBACK = {
    *("your answer is correct", "your answer is partially correct", "your answer is incorrect"),
    *("respuesta correcta", "respuesta parcialmente correcta", "respuesta incorrecta"),
    *("votre réponse est correcte", "votre réponse est partiellement correcte", "votre réponse est incorrecte"),
}
KNOWN = {
    *("name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber", "hint", "tags"),
    *("coursetags", "image", "image_base64", *OVERALL, "shownumcorrect", "correctresponsesfeedback", "answer"),
    *("single", "shuffleanswers", "answernumbering", "showstandardinstruction", "usecase", "subquestion"),
    *("units", "unitgradingtype", "unitpenalty", "showunits", "unitsleft", "instructions", "selectoption", "dragbox"),
    *("layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle"),
}


def of(item):
    """Return the conversion warnings of `item`, as sentences."""
    return [sentence for look in LOOKS if (sentence := look(item))]


def _hints(item):
    told = [said_in(hint) or said_in(hint.find("hintcontent")) for hint in item.every("hint")]
    return (
        _("Its hints are left behind.")
        if any(text_conversion.plain(one) or images.has_any(one) for one in told)
        else ""
    )


def _overall(item):
    said_so = {text_conversion.plain(item.raw(name)).rstrip(".").lower() for name in OVERALL}
    if said_so - USUAL_FEEDBACK - {""}:
        return _("Its feedback on a right, a partly right and a wrong answer as a whole is left behind.")
    return ""


def _penalty(item):
    told = decimal(item.element.findtext("penalty") or "0", Decimal(0))
    usual = (*USUAL_PENALTIES, Decimal(1)) if item.kind == "truefalse" else USUAL_PENALTIES
    if any(abs(told - one) < ROUNDED for one in usual):
        return ""
    return _("A further try costs no points here (in the file: %(share)s).") % {"share": said([told * 100])}


def _order(item):
    if item.kind not in {"multichoice", "matching", "match"} or item.is_so("shuffleanswers", True):
        return ""
    return _("Its answers had a fixed order: here it is the quiz that says whether options are shuffled.")


def _units(item):
    if item.element.findtext("unitgradingtype", "0").strip() not in {"1", "2"}:
        return ""
    share = said([decimal(item.element.findtext("unitpenalty") or "0", Decimal(0)) * 100])
    return _("A missing unit costs no points here, a wrong one costs all (in the file: %(share)s).") % {"share": share}


def _instructions(item):
    return _("Its instructions on units are left behind.") if text_conversion.plain(item.raw("instructions")) else ""


def _hidden(item):
    return _("It was hidden in Moodle: here it is asked like the others.") if item.is_so("hidden") else ""


def _tags(item):
    found = [tag for path in ("tags/tag", "coursetags/tag") for tag in item.every(path)]
    return bank_labels.tags(text_conversion.in_line(said_in(tag)) for tag in found)


def _number(item):
    return bank_labels.number(text_conversion.in_line(item.raw("idnumber")))


def _old_picture(item):
    is_there = any(item.raw(name).strip() for name in ("image", "image_base64"))
    return _("The picture beside its text is left behind.") if is_there else ""


def _unknown(item):
    told = [part.tag for part in item.element if part.tag not in KNOWN and "".join(part.itertext()).strip()]
    names = dict.fromkeys(told)
    if not names:
        return ""
    return _("What is not known here is left behind: %(names)s.") % {"names": ", ".join(names)}


LOOKS = (
    *(_penalty, _order, _units, _overall, _hints, _instructions, _old_picture),
    *(_hidden, _tags, _number, _unknown),
)
