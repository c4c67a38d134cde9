"""Escaping of GIFT's special characters."""

import re

SIGNS = "~=#{}:"
# While a question is parsed, escaped characters are replaced by private Unicode characters that nobody writes.
HIDDEN = {sign: chr(0xF500 + place) for place, sign in enumerate(SIGNS)}
BACKSLASH, LINE = chr(0xF510), chr(0xF511)
SHOWN = {hidden: sign for sign, hidden in HIDDEN.items()} | {BACKSLASH: "\\", LINE: "\n"}
USED = "".join(SHOWN)


def hide(text):
    """Return `text` with every escaped character replaced by its private character."""

    def one(found):
        sign = found[1]
        return {"\\": BACKSLASH, "n": LINE}.get(sign) or HIDDEN.get(sign) or found[0]

    return re.sub(r"\\(.)", one, text)


def show(text):
    return "".join(SHOWN.get(sign, sign) for sign in text)


def escape(text):
    """Return `text` escaped for GIFT, on one line: a blank line would end the question."""
    text = re.sub(r"([\\~=#{}:])", r"\\\1", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\n", r"\n")
