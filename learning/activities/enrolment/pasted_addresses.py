"""Parser for e-mail addresses pasted from an e-mail, a spreadsheet or a list."""

import re
from dataclasses import dataclass

from learning.people.accounts.email_addresses import normalised_or_none
from learning.people.names import clean_name

WORD = re.compile(r"<[^<>]*>|[^\s,;<>]+")
# The end of a quoted local part.
QUOTED = '"@'
MARKS = str.maketrans("", "", ".'’-")
LONGEST_NAME = 150


@dataclass(frozen=True)
class PastedAddress:
    """One address and the number of its line, counted from 1. `name` is "" if none was given."""

    line: int
    email: str
    name: str = ""


@dataclass(frozen=True)
class UnreadableLine:
    line: int
    text: str


def read(text):
    """Return ([PastedAddress, …], [UnreadableLine, …]) in the order of `text`.

    Addresses may be separated in any way. `Name <address>` and `Name, address` keep the name. Each address is listed
    once, normalised (`accounts.email_addresses`), with the first name given for it.
    """
    entries, unreadable = {}, []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        for name, address in _parts(line):
            email = normalised_or_none(address.lower().removeprefix("mailto:"))
            if email is None:
                unreadable.append(UnreadableLine(number, (address or name)[:100]))
            elif email not in entries or (name and not entries[email].name):
                first = entries[email].line if email in entries else number
                entries[email] = PastedAddress(first, email, name[:LONGEST_NAME])
    return list(entries.values()), unreadable


def _parts(line):
    """Yield (name, address) of each person in a line; text that belongs to no address comes with address ""."""
    for piece in line.split(";"):
        end = 0
        for found in WORD.finditer(piece):
            if found[0][0] != "<" and "@" not in found[0]:
                continue
            before, end_before = piece[end : found.start()], found.start()
            end = found.end()
            address = found[0].strip("<>")
            address = address if QUOTED in address else address.strip(" .'\"()")
            yield from _named(before, address, is_bracketed=piece[end_before] == "<")
        rest = _cleaned(piece[end:])
        if rest:
            yield rest, ""


def _named(before, address, is_bracketed):
    """Yield the name with the address, or as two entries if the text before a bare address is not a name.

    In `Rivera, Ana <ana@…>` the comma belongs to the name; before a bare address it separates two people or two
    columns.
    """
    name = _cleaned(before)
    if not name or is_bracketed or _is_name(name):
        yield name, address
    else:
        yield name, ""
        yield "", address


def _is_name(text):
    """Return whether `text` is two or more words of letters, and not the remains of a broken address."""
    words = text.split()
    return len(words) > 1 and all(word.translate(MARKS).isalpha() for word in words)


def _cleaned(text):
    return clean_name(text).strip(" ,;:\"'")
