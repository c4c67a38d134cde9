"""E-mail addresses as people paste them: from a mail, a spreadsheet, a list."""

import re
from dataclasses import dataclass

from learning.people.accounts.email_addresses import normalised_or_none
from learning.people.names import clean_name

WORD = re.compile(r"<[^<>]*>|[^\s,;<>]+")
# The end of a local part in quotation marks.
QUOTED = '"@'
MARKS = str.maketrans("", "", ".'’-")
LONGEST_NAME = 150


@dataclass(frozen=True)
class PastedAddress:
    """One address and the line it stood in, counted from 1. `name` is "" where none was given."""

    line: int
    email: str
    name: str = ""


@dataclass(frozen=True)
class UnreadableLine:
    line: int
    text: str


def read(text):
    """([Entry, …], [Unreadable, …]) in the order of `text`.

    Any separator will do. `Name <address>` and `Name, address` keep the name. An address counts once, in its one
    spelling (`people.addresses`), with the first name that it has.
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
    """(name, address) of each person in a line; what belongs to nobody comes with an empty address."""
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
    """In `Rivera, Ana <ana@…>` the comma is the name's; before a bare address it parts two people or two columns."""
    name = _cleaned(before)
    if not name or is_bracketed or _is_name(name):
        yield name, address
    else:
        yield name, ""
        yield "", address


def _is_name(text):
    """Two words or more, of letters: not the ruin of another address."""
    words = text.split()
    return len(words) > 1 and all(word.translate(MARKS).isalpha() for word in words)


def _cleaned(text):
    return clean_name(text).strip(" ,;:\"'")
