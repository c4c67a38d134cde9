"""GIFT's signs, and how they are written where they mean themselves."""

import re

SIGNS = "~=#{}:"
# While a question is taken apart, what was escaped stands for itself in a place of Unicode that nobody writes in.
HIDDEN = {sign: chr(0xF500 + place) for place, sign in enumerate(SIGNS)}
BACKSLASH, LINE = chr(0xF510), chr(0xF511)
SHOWN = {hidden: sign for sign, hidden in HIDDEN.items()} | {BACKSLASH: "\\", LINE: "\n"}
USED = "".join(SHOWN)


def hide(text):
    """`text` with every escaped sign out of the way."""

    def one(found):
        sign = found[1]
        return {"\\": BACKSLASH, "n": LINE}.get(sign) or HIDDEN.get(sign) or found[0]

    return re.sub(r"\\(.)", one, text)


def show(text):
    return "".join(SHOWN.get(sign, sign) for sign in text)


def escape(text):
    """`text` as GIFT writes it, on one line: a blank line would end the question."""
    text = re.sub(r"([\\~=#{}:])", r"\\\1", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\n", r"\n")
