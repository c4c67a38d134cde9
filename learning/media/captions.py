"""Captions as WebVTT: what is wrong with a file, and the transcript it holds."""

import re
from html import unescape
from io import StringIO

import webvtt
from django.utils.translation import gettext as _

PARAGRAPH_SECONDS = 25
TIMING = re.compile(r"^\s*((?:\d+:)?\d\d:\d\d\.\d{3})\s+-->\s+((?:\d+:)?\d\d:\d\d\.\d{3})")


def decoded(file):
    """The text of a caption file. UTF-8 by the standard; anything unreadable becomes a visible mark."""
    file.open("rb")
    return file.read().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def seconds(stamp):
    parts = [float(part) for part in stamp.split(":")]
    return sum(value * 60**power for power, value in enumerate(reversed(parts)))


def problems(text):
    """A sentence for each problem, with its line; [] for good captions."""
    if not text.startswith("WEBVTT"):
        return [_("Line 1: a WebVTT file starts with the word WEBVTT.")]
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if "-->" not in line:
            continue
        timing = TIMING.match(line)
        if not timing:
            found.append(_("Line %(line)d: a time is written 00:01:02.000 --> 00:01:05.000.") % {"line": number})
        elif seconds(timing[1]) >= seconds(timing[2]):
            found.append(_("Line %(line)d: this caption ends before it starts.") % {"line": number})
    if not found and not cues(text):
        found.append(_("There is no caption in this file."))
    return found


def cues(text):
    """[(start second, plain text)] of each caption."""
    try:
        read = webvtt.from_buffer(StringIO(text))
    except webvtt.errors.MalformedFileError:
        return []
    return [(cue.start_in_seconds, unescape(" ".join(cue.text.split()))) for cue in read]


def paragraphs(text):
    """The transcript: [(start second, text)], a new paragraph where a sentence ends some half a minute on."""
    made = []
    for start, words in cues(text):
        if made and (
            start - made[-1][0] < PARAGRAPH_SECONDS or not made[-1][1].rstrip().endswith((".", "?", "!", "…"))
        ):
            made[-1] = (made[-1][0], f"{made[-1][1]} {words}")
        else:
            made.append((start, words))
    return made
