"""E-mail addresses as people paste them: from a mail, a spreadsheet, a list."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from learning.people.names import clean_name

SEPARATORS = re.compile(r"[;,\t]|\s(?=\S+@)|(?<=>)\s*")
NAMED = re.compile(r"^(?P<name>.*?)[\s\"']*<(?P<email>[^<>]*)>$")
LONGEST_NAME, LONGEST_ADDRESS = 150, 254


@dataclass(frozen=True)
class Entry:
    """One address with its line in what was pasted, counted from 1. `name` is "" where none was given."""

    line: int
    email: str
    name: str = ""


@dataclass(frozen=True)
class Unreadable:
    line: int
    text: str


def read(text):
    """([Entry, …], [Unreadable, …]). An address counts once, in lower case, where it first stands with a name or, else, at all.

    Any separator will do, also none but a blank; `Name <address>` keeps the name.
    """
    entries, unreadable = {}, []
    for number, line in enumerate(text.splitlines(), start=1):
        for piece in _pieces(line):
            name, email = _parted(piece)
            if not _is_address(email):
                unreadable.append(Unreadable(number, piece[:100]))
            elif email not in entries or (name and not entries[email].name):
                entries[email] = Entry(number, email, name)
    return sorted(entries.values(), key=lambda entry: entry.line), unreadable


def _pieces(line):
    """The parts of a line that hold one address each. A comma inside "Rivera, Ana <ana@…>" parts no two people."""
    held = ""
    for piece in SEPARATORS.split(line) if "<" not in line else re.split(r"(?<=>)[\s;,]*|;|\t", line):
        words = piece.strip(" \t;,")
        if words:
            yield words
    return held


def _parted(piece):
    named = NAMED.match(piece)
    name, email = (named["name"], named["email"]) if named else ("", piece)
    return clean_name(name).strip("\"' ,")[:LONGEST_NAME], email.strip().strip("<>").removeprefix("mailto:").lower()


def _is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS
