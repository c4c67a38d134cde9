"""The code of a certificate: 140 random bits, written so that people can read it out and type it."""

import secrets

# Crockford's base 32: no letter that looks like a digit. What people mistake is read as what was meant.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISTAKEN = str.maketrans("OIL", "011", "- ")
LENGTH, GROUP = 28, 4


def make():
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def read(text):
    """The code that `text` means, however it is grouped and in either case; "" where it can be none."""
    code = text.upper().translate(MISTAKEN)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def grouped(code):
    """ "7K3M…" as "7K3M-…", the form in print and in addresses."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


class CodeConverter:
    """For addresses: whatever may be a code, so that a wrong one is answered by the view and not by the router."""

    regex = "[0-9A-Za-z-]{20,60}"

    def to_python(self, value):
        return read(value)

    def to_url(self, code):
        return grouped(code)
