"""Names as people type them: cleaning, and comparing two spellings."""

import unicodedata


def clean_name(text):
    """`text` without control characters, with single spaces; letters of any script stay as typed."""
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} or _is_never_one(c) else c for c in text)
    return " ".join(kept.split())


def _is_never_one(c):
    """What Unicode promises never to make a character of: no XML, so no workbook, can hold U+FFFE or U+FFFF."""
    return ord(c) & 0xFFFE == 0xFFFE


def fold(text):
    """`text` for comparing: no accents, no case, no punctuation ("São Paulo" and "sao-paulo" are one)."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c if _spells(c) else " " for c in plain.casefold() if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _spells(c):
    """Letters, digits, and the vowel signs of Indian scripts, which are letters in all but name."""
    return c.isalnum() or unicodedata.category(c).startswith("M")
