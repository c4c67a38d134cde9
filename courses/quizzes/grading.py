"""What an answer is worth. Pure functions over frozen questions (`frozen_questions`) and answers (`posted_answers`).

Where a question has several parts, each right part is worth its share; of several choices each wrong one chosen takes a
right one back, so that choosing everything is worth nothing more than guessing.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

CENT = Decimal("0.01")
NOTHING, ALL = Fraction(0), Fraction(1)
# Combining marks of these classes are accents. Below them are the vowel signs and dots that make letters in other scripts.
FIRST_ACCENT = 200
# Letters with a stroke, which Unicode takes for letters of their own and most keyboards don't have.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
LONGEST_NUMBER = 40
# Signs that people write beside a number that is asked without a unit.
SIGNS = ("%", "€", "$", "£", "¥", "°")
PERCENT = ("%", "percent", "per cent", "pct", "por ciento", "pour cent")
# Thousands set apart: "1,234.5" and "1.234,5".
GROUPED = {
    # With pairs above the last three digits, as in India: "1,00,000".
    ",": re.compile(r"[-+]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?"),
    ".": re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d*)?"),
}


@dataclass(frozen=True)
class Score:
    """`share` is exact, and decides what is passed; the points are rounded to hundredths."""

    share: Fraction
    points: Decimal
    out_of: Decimal

    def reaches(self, per_cent):
        return self.share * 100 >= per_cent


def score(questions, answers):
    """Of the whole. Nothing asked is all of nothing."""
    out_of = sum(question["points"] for question in questions)
    won = sum((question["points"] * share(question, answers.get(question["id"])) for question in questions), NOTHING)
    return Score(won / out_of if out_of else ALL, points(won), Decimal(out_of))


def share(question, answer):
    """From 0 to 1: how much of `question` is answered rightly. No answer (None or empty) is worth nothing."""
    return SHARES[question["kind"]](question, answer) if answer else NOTHING


def points(share):
    """As hundredths."""
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(CENT, ROUND_HALF_UP)


def plain(text, *, forgives_accents=True):
    """Without capitals, needless spaces and, where that is forgiven, accents: how typed texts are compared."""
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    if forgives_accents:
        bare = "".join(letter for letter in bare if unicodedata.combining(letter) < FIRST_ACCENT)
        bare = unicodedata.normalize("NFC", bare).translate(PLAIN)
    return " ".join(unicodedata.normalize("NFC", bare).split()).rstrip(".")


def numbers_in(text):
    """Every number that `text` may mean: "1,234" is one and a bit in some languages, a thousand and more in others."""
    bare = "".join(text.split()).replace("\N{MINUS SIGN}", "-").replace("’", "").replace("'", "")
    if len(bare) > LONGEST_NUMBER:
        return set()
    readings = [bare, *(bare.replace(sign, "") for sign, grouped in GROUPED.items() if grouped.fullmatch(bare))]
    return {number for reading in readings if (number := _number(reading.replace(",", "."))) is not None}


def is_accepted(text, accepted, *, forgives_accents=True):
    """Whether a typed `text` is one of those that are `accepted`."""
    told = plain(text, forgives_accents=forgives_accents)
    return told in {plain(one, forgives_accents=forgives_accents) for one in accepted}


def is_right_word(question, word, accepted):
    """Whether `word` is right in a gap: exactly where words are offered, as a typed text where none are."""
    if question["words"]:
        return word in accepted
    return is_accepted(word, accepted, forgives_accents=forgives_accents(question))


def forgives_accents(question):
    """Of a frozen question; those frozen before authors could choose forgive them."""
    return question.get("forgives_accents", True)


def _number(text):
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < LONGEST_NUMBER else None


def _one_choice(question, answer):
    return Fraction(any(option["key"] == answer and option["correct"] for option in question["options"]))


def _several_choices(question, answer):
    right = {option["key"] for option in question["options"] if option["correct"]}
    chosen = set(answer)
    return max(NOTHING, Fraction(len(chosen & right) - len(chosen - right), len(right)))


def _true_false(question, answer):
    return Fraction((answer == "true") == question["is_true"])


def _short_text(question, answer):
    return Fraction(is_accepted(answer, question["accepted"], forgives_accents=forgives_accents(question)))


def _is_near(question, answer):
    wanted, tolerance = Decimal(question["answer"]), Decimal(question["tolerance"])
    return any(abs(number - wanted) <= tolerance for number in numbers_in(_without_unit(answer, question["unit"])))


def _without_unit(answer, unit):
    """`answer` without the unit that is asked for; without a sign beside the number where none is."""
    bare, unit = answer.strip(), unit.strip()
    forms = (unit,) if unit else SIGNS
    if not unit or unit == "%":
        forms += PERCENT
    for form in forms:
        if bare[-len(form) :].casefold() == form.casefold():
            return bare[: -len(form)]
        if form in SIGNS and bare.startswith(form):
            return bare[len(form) :]
    return bare


def _number_share(question, answer):
    return Fraction(_is_near(question, answer))


def _matching(question, answer):
    right = sum(answer.get(left["key"]) == left["right"] for left in question["lefts"])
    return Fraction(right, len(question["lefts"]))


def _ordering(question, answer):
    right = sum(answer.get(item["key"]) == item["place"] for item in question["items"])
    return Fraction(right, len(question["items"]))


def _gaps(question, answer):
    right = sum(
        is_right_word(question, word, accepted) for word, accepted in zip(answer, question["answers"], strict=True)
    )
    return Fraction(right, len(question["answers"]))


SHARES = {
    "one_choice": _one_choice,
    "several_choices": _several_choices,
    "true_false": _true_false,
    "short_text": _short_text,
    "number": _number_share,
    "matching": _matching,
    "ordering": _ordering,
    "gaps": _gaps,
}
