"""Chapters of a recording, one a line: "12:30 The question". A WebVTT file of chapters is converted to these lines."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import captions

LINE = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})\s+(?:[-–—]\s+)?(\S.*)$")


@dataclass(frozen=True)
class Chapter:
    start: int
    title: str

    @property
    def time(self):
        return clock(self.start)


def clock(seconds):
    """Return 520 as "08:40", 3725 as "1:02:05"."""
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def read(typed):
    """Return [Chapter] of lines that have no `problems`."""
    found = (LINE.match(line.strip()) for line in typed.splitlines())
    return [
        Chapter(int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3]), match[4].strip())
        for match in found
        if match
    ]


def problems(typed, length=0):
    """Return a sentence for each problem, with its line; `length` in seconds if it is known."""
    found, last = [], -1
    for number, line in enumerate(typed.splitlines(), start=1):
        if not line.strip():
            continue
        sentence, last = _problem(line.strip(), last, length)
        if sentence:
            found.append(_("Line %(line)d: %(problem)s") % {"line": number, "problem": sentence})
    return found


def _problem(line, last, length):
    match = LINE.match(line)
    if not match or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        return _("a chapter is written 12:30 Its title."), last
    start = read(line)[0].start
    if start <= last:
        return _("this chapter starts before the one above it."), last
    if length and start >= length:
        return _("this chapter starts after the end of the recording."), start
    return "", start


def from_webvtt(text):
    """Return the lines of a WebVTT file of chapters that has no problems."""
    return "\n".join(f"{clock(start)} {title}" for start, title in captions.cues(text))
