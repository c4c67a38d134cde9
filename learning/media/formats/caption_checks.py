"""Checks of WebVTT files, line by line. https://www.w3.org/TR/webvtt1/#file-structure"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import captions

LARGEST = 2_000_000
MOST = 12
# At most four digits for hours: more than a year is no recording.
STAMP = r"(?:[0-9]{2,4}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"
TIMING = re.compile(rf"({STAMP})[ \t]+-->[ \t]+({STAMP})(?:[ \t]+(.*))?$")
PERCENT = r"\d{1,3}(?:\.\d+)?%"
SETTINGS = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(?:-?\d+|{PERCENT})(?:,(?:start|center|end))?"),
    "position": re.compile(rf"{PERCENT}(?:,(?:line-left|center|line-right|middle))?"),
    "size": re.compile(PERCENT),
    # "middle" is the former name of "center".
    "align": re.compile(r"start|center|middle|end|left|right"),
    "region": re.compile(r"\S+"),
}
HEADER = re.compile(r"WEBVTT(?:[ \t].*)?$")
NOT_CUES = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")


@dataclass
class _Reading:
    """State of reading a file: problems found, number of cues, and start of the cue before."""

    found: list = field(default_factory=list)
    cues: int = 0
    last_start: float = 0

    def say(self, line, sentence):
        self.found.append(_("Line %(line)d: %(problem)s") % {"line": line, "problem": sentence})


def problems_of_file(file):
    """Return `problems` of an uploaded file."""
    if file.size > LARGEST:
        return [_("This file is far too large for captions. Is it another file?")]
    file.open("rb")
    content = file.read()
    file.seek(0)
    try:
        return problems(captions.text_of(content))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return [
            _("Line %(line)d: a letter here can't be read. Save the file with the encoding UTF-8.") % {"line": line}
        ]


def problems(text):
    """Return a sentence for each problem, with its line, at most twelve; [] for valid captions."""
    if not HEADER.match(text.split("\n", 1)[0]):
        return [_("Line 1: a WebVTT file starts with the word WEBVTT.")]
    reading = _Reading()
    for number, lines in _blocks(text):
        if number == 1:
            _read_header(reading, lines)
        elif not (match := NOT_CUES.match(lines[0])):
            _read_cue(reading, number, lines)
        elif match[1] == "STYLE" and reading.cues:
            reading.say(number, _("STYLE stands before the first caption."))
    if not reading.found and not reading.cues:
        return [_("There is no caption in this file.")]
    left = len(reading.found) - MOST
    more = [_("And %(number)d more.") % {"number": left}] if left > 0 else []
    return reading.found[:MOST] + more


def _blocks(text):
    """Yield (number of the first line, lines) of each block between empty lines. A block of spaces alone is skipped."""
    block, first = [], 1
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line:
            first = first if block else number
            block.append(line)
        elif block:
            if any(map(str.strip, block)):
                yield first, block
            block = []


def _read_header(reading, lines):
    for number, line in enumerate(lines, start=1):
        if "-->" in line:
            reading.say(number, _("a blank line is missing after the word WEBVTT."))
            return


def _read_cue(reading, number, lines):
    """Check a cue: an optional name, the times, and the text."""
    for place, line in enumerate(lines):
        if "\0" in line:
            reading.say(number + place, _("there is a character here that no text has."))
    times = next((place for place, line in enumerate(lines) if "-->" in line), None)
    if times is None:
        reading.say(number, _("these words belong to no caption. Does a blank line cut one in two?"))
        return
    if times > 1:
        reading.say(number + times, _("a blank line is missing before this time."))
    reading.cues += 1
    _read_times(reading, number + times, lines[times])
    for place, line in enumerate(lines[times + 1 :], start=number + times + 1):
        if "-->" in line:
            reading.say(place, _("a blank line is missing before this time."))
            reading.cues += 1
            _read_times(reading, place, line)


def _read_times(reading, number, line):
    match = TIMING.match(line.rstrip(" \t"))
    if not match:
        reading.say(number, _wrong_time(line))
        return
    start, end = captions.seconds(match[1]), captions.seconds(match[2])
    if start >= end:
        reading.say(number, _("this caption ends before it starts."))
    elif start < reading.last_start:
        reading.say(number, _("this caption starts before the one above it."))
    reading.last_start = max(start, reading.last_start)
    for word in (match[3] or "").split():
        name, _colon, value = word.partition(":")
        if not (name in SETTINGS and SETTINGS[name].fullmatch(value)):
            reading.say(number, _("“%(word)s” is no way to place a caption.") % {"word": word})


def _wrong_time(line):
    if re.search(r"\d,\d{3}", line):
        return _("a time has a full stop before its thousandths, not a comma: this looks like an SRT file.")
    return _("a time is written 00:01:02.000 --> 00:01:05.000.")
