"""Comparison of typed answers: capitals, needless spaces and, where that is forgiven, accents don't matter."""

import unicodedata

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# Combining marks of these classes are accents. Below them are the vowel signs and dots that make letters in other scripts.
FIRST_ACCENT = 200
# Letters with a stroke, which Unicode takes for letters of their own and most keyboards don't have.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


class ForgivesAccentsBlock(blocks.BooleanBlock):
    """Whether accents are forgiven in an answer that is typed."""

    def __init__(self, **kwargs):
        sentence = _("Untick it where an accent makes another word: ou, où.")
        super().__init__(
            **{"label": _("accents are forgiven"), "required": False, "default": True, "help_text": sentence, **kwargs}
        )


def plain(text: str, *, forgives_accents: bool = True) -> str:
    """Return `text` without capitals, needless spaces, a full stop at its end and, where forgiven, accents."""
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    if forgives_accents:
        bare = "".join(letter for letter in bare if unicodedata.combining(letter) < FIRST_ACCENT)
        bare = unicodedata.normalize("NFC", bare).translate(PLAIN)
    return " ".join(unicodedata.normalize("NFC", bare).split()).rstrip(".")


def is_accepted(text: str, accepted: list[str], *, forgives_accents: bool = True) -> bool:
    """Return whether a typed `text` is one of those that are `accepted`."""
    typed = plain(text, forgives_accents=forgives_accents)
    return typed in {plain(one, forgives_accents=forgives_accents) for one in accepted}


def forgives_accents(question: dict) -> bool:
    """Return the choice of a frozen question's author; questions frozen before there was a choice forgive accents."""
    return question.get("forgives_accents", True)
