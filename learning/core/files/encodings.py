"""Text encodings: certain by a byte order mark or UTF-8, else chosen by a person from previews.

No encoding is guessed: every byte means some letter in cp1252 and in cp1251, and only a reader sees which is right.
"""

import codecs
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Windows, old Macs and DOS wrote, by the languages they wrote.
CANDIDATES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("mac_roman", "cp850", "cp866", "koi8_r", "gb18030", "big5", "cp932", "cp949"),
)
MOST_LINES = 5
LONGEST_LINE = 120
# As much of a file as is looked at for lines to show.
LOOKED_AT = 200_000


class Uncertain(Exception):
    """The bytes are no UTF-8 and have no mark: somebody has to choose among `previews`."""


@dataclass(frozen=True)
class Preview:
    """What `lines` of the file, those with letters beyond ASCII, say in `encoding`."""

    encoding: str
    lines: tuple


def certain(content):
    """The name of the encoding of `content` (bytes), "" where it isn't certain."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8"


def text_of(content, chosen=""):
    """`content` as text, in its certain encoding or in the one of CANDIDATES that was chosen.

    Raises Uncertain where there is neither, UnicodeDecodeError where the bytes don't fit.
    """
    name = certain(content) or (chosen if chosen in CANDIDATES else "")
    if not name:
        raise Uncertain
    return content.decode(name)


def previews(content):
    """[Preview] of the candidates that fit all of `content`, each reading once."""
    raw = [line for line in content[:LOOKED_AT].splitlines() if not line.isascii()][:MOST_LINES]
    found = {}
    for name in CANDIDATES:
        try:
            content.decode(name)
            lines = tuple(line.decode(name)[:LONGEST_LINE] for line in raw)
        except UnicodeDecodeError:
            continue
        if all(map(_is_readable, lines)):
            found.setdefault(lines, Preview(name, lines))
    return list(found.values())


def _is_readable(line):
    return all(sign >= " " and not "\x7f" <= sign <= "\x9f" for sign in line if sign != "\t")
