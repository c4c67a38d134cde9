"""Weights of answers in per cent, as both formats write them."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .question import NotTaken, Option

ALL = Decimal(100)
CENT = Decimal("0.01")
# Tolerance in per cent: a third is written as 33, 33.3 or 33.33333.
ROUNDED = Decimal("0.5")
LONGEST = 60
# Numbers with thousands separators: "1,234.5", "1.234,5", "1,234,567". "1,000" alone is ambiguous.
GROUPED = (
    (re.compile(r"[-+]?\d{1,3}(?:,\d{3})+\.\d*"), ","),
    (re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+,\d*"), "."),
    (re.compile(r"[-+]?\d{1,3}(?:,\d{3}){2,}"), ","),
    (re.compile(r"[-+]?\d{1,3}(?:\.\d{3}){2,}"), "."),
)
EITHER = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")


def number(text):
    """Return `text` as the Decimal of an answer. Raise NotTaken if it is no number or can be read as two numbers."""
    bare = text.strip()[: LONGEST + 1]
    if EITHER.fullmatch(bare):
        sentence = _("“%(text)s” can be read as two numbers. Write it without a comma, with a point for decimals.")
        raise NotTaken(sentence % {"text": bare})
    separator = next((separator for pattern, separator in GROUPED if pattern.fullmatch(bare)), "")
    return decimal(bare.replace(separator, "") if separator else bare)


def decimal(text, otherwise=None):
    """Return `text` as a finite Decimal of plausible size.

    If it is none, return `otherwise`, or raise NotTaken if None.
    """
    bare = text.strip().replace(",", ".")
    try:
        found = Decimal(bare) if len(bare) <= LONGEST else None
    except InvalidOperation:
        found = None
    if found is not None and found.is_finite() and abs(found.adjusted()) <= 15 and len(found.as_tuple().digits) <= 20:
        return found
    if otherwise is None:
        raise NotTaken(_("“%(text)s” is no number.") % {"text": text.strip()[:40]})
    return otherwise


def said(shares):
    """Return `shares` as text for readers, each once, with a no-break space between number and sign."""
    numbers = dict.fromkeys(number_format(f"{share.quantize(CENT).normalize():f}") for share in shares)
    said = [_("%(number)s %%") % {"number": number} for number in numbers]
    return ", ".join(share.replace(" ", "\N{NO-BREAK SPACE}") for share in said)


def lost_weights(weighed):
    """Return the conversion warnings on [(text, per cent, feedback)] where an answer gives all the points or none."""
    parts = [share for _text, share, _feedback in weighed if share > 0 and share != ALL]
    costs = [share for _text, share, _feedback in weighed if share < 0]
    told = (
        (parts, _("An answer that gave part of the points is wrong here (in the file: %(shares)s).")),
        (costs, _("A wrong answer costs no points here (in the file: %(shares)s).")),
    )
    return [sentence % {"shares": said(shares)} for shares, sentence in told if shares]


def one_right(weighed):
    """Return (options, conversion warnings) of a question with one choice.

    `weighed` is [(text, per cent, feedback)]. Raise NotTaken unless exactly one answer gives all the points.
    """
    options = tuple(Option(text, share == ALL, feedback) for text, share, feedback in weighed)
    rights = sum(option.is_right for option in options)
    if rights != 1:
        raise NotTaken(_("Not exactly one of its answers is right."))
    return options, lost_weights(weighed)


def several_right(weighed):
    """Return (options, conversion warnings) of a question with several choices.

    Every answer that gives points is right. In a quiz the right options share the points equally, and a wrong one takes
    back as much as a right one gives. Raise NotTaken if none is right.
    """
    options = tuple(Option(text, share > 0, feedback) for text, share, feedback in weighed)
    rights = [share for _text, share, _feedback in weighed if share > 0]
    if not rights:
        raise NotTaken(_("None of its answers is right."))
    wrongs = [share for _text, share, _feedback in weighed if share <= 0]
    each = ALL / len(rights)
    told = (
        (rights, each, _("Each right choice gives %(here)s of the points here (in the file: %(shares)s).")),
        (wrongs, -each, _("A wrong choice takes back %(here)s of the points here (in the file: %(shares)s).")),
    )
    return options, [
        sentence % {"here": said([each]), "shares": said(shares)}
        for shares, here, sentence in told
        if any(abs(share - here) > ROUNDED for share in shares)
    ]


def accepted(weighed):
    """Return (accepted answers, conversion warnings) of typed answers: those that give all the points are accepted.

    Raise NotTaken if there is none, or if one of them has a *, which stands for any words.
    """
    rights = tuple(Option(text, True, feedback) for text, share, feedback in weighed if share == ALL)
    if any("*" in option.text.replace(r"\*", "") for option in rights):
        raise NotTaken(_("Its answer has a * that stands for any words."))
    if not rights:
        raise NotTaken(_("None of its answers gives all the points."))
    lost = lost_weights(weighed)
    if any(feedback for _text, share, feedback in weighed if share != ALL):
        lost.append(_("The feedback for wrong answers is left behind."))
    rights = tuple(Option(option.text.replace(r"\*", "*"), True, option.feedback) for option in rights)
    return rights, lost


def one_number(weighed):
    """Return (the number that gives all the points, conversion warnings).

    `weighed` is [(number as the format has it, per cent, feedback)]. Raise NotTaken unless exactly one gives all the
    points.
    """
    full = [number for number, share, _feedback in weighed if share == ALL]
    if len(full) != 1:
        raise NotTaken(_("Not exactly one number gives all the points."))
    lost = lost_weights(weighed)
    if any(feedback for _number, _share, feedback in weighed):
        lost.append(_("The feedback for a number is left behind."))
    return full[0], lost
