"""How much of the points an answer gives, as both formats write it: in per cent."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from .question import NotTaken, Option

ALL = Decimal(100)


def decimal(text, otherwise=None):
    """`text` as a finite number of a size that somebody means; NotTaken where it is none and nothing stands for it."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        number = None
    if (
        number is not None
        and number.is_finite()
        and abs(number.adjusted()) <= 15
        and len(number.as_tuple().digits) <= 20
    ):
        return number
    if otherwise is None:
        raise NotTaken(_("“%(text)s” is no number.") % {"text": text.strip()[:40]})
    return otherwise


def one_right(weighed):
    """Of [(text, per cent, feedback)], of which one is chosen: (the options, what is lost)."""
    options = tuple(Option(text, share == ALL, feedback) for text, share, feedback in weighed)
    rights = sum(option.is_right for option in options)
    if rights != 1:
        raise NotTaken(_("Not exactly one of its answers is right."))
    is_partial = any(0 < share < ALL for _text, share, _feedback in weighed)
    return options, [_("An answer that gave part of the points is wrong here.")] if is_partial else []


def several_right(weighed):
    """Of which several are chosen: whatever gives points is right."""
    options = tuple(Option(text, share > 0, feedback) for text, share, feedback in weighed)
    if not any(option.is_right for option in options):
        raise NotTaken(_("None of its answers is right."))
    return options, []


def accepted(weighed):
    """Of typed answers: those that give all the points; (them, what is lost). A * stands for anything, and is refused
    where it would be right.
    """
    rights = tuple(Option(text, True, feedback) for text, share, feedback in weighed if share == ALL)
    if any("*" in option.text.replace(r"\*", "") for option in rights):
        raise NotTaken(_("Its answer has a * that stands for any words."))
    if not rights:
        raise NotTaken(_("None of its answers gives all the points."))
    is_partial = any(0 < share < ALL for _text, share, _feedback in weighed)
    rights = tuple(Option(option.text.replace(r"\*", "*"), True, option.feedback) for option in rights)
    return rights, [_("An answer that gave part of the points is wrong here.")] if is_partial else []
