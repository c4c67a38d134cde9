"""Codes of certificates: 140 random bits, written so that people can read them out and type them."""

import secrets

# Crockford's base 32: no letter that looks like a digit. O, I and L are read as 0, 1 and 1.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISTAKEN = str.maketrans("OIL", "011", "- ")
LENGTH, GROUP = 28, 4


def make():
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def read(text):
    """Return the code in `text`, grouped in any way and in either case; "" if it is no code."""
    code = text.upper().translate(MISTAKEN)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def grouped(code):
    """Return "7K3M…" as "7K3M-…", the form in print and in addresses."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


class CodeConverter:
    """Path converter for codes.

    It accepts anything like a code, so that the view answers wrong codes, not the URL resolver.
    """

    regex = "[0-9A-Za-z-]{20,60}"

    def to_python(self, value):
        return read(value)

    def to_url(self, code):
        return grouped(code)
