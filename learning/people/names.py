"""What people write as names: how it is cleaned, and how two spellings are compared."""

import unicodedata


def clean_name(text):
    """`text` without control characters, with single spaces; letters of any script stay as typed."""
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join(kept.split())


def fold(text):
    """`text` for comparing: no accents, no case, no punctuation ("São Paulo" and "sao-paulo" are one)."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())
