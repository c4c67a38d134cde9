"""Captions as WebVTT: the text of a file, and the transcript it holds. What is wrong with one says `caption_checks`."""

import codecs
from io import StringIO

import webvtt

from learning.core.files.character_references import unescaped

PARAGRAPH_SECONDS = 25
SENTENCE_ENDS = (".", "?", "!", "…", "。", "؟", "।")


def decoded(file):
    """The text of a caption file, for storing: anything unreadable becomes a visible mark."""
    file.open("rb")
    return text_of(file.read(), "replace")


def text_of(content, errors="strict"):
    """UTF-8 by the standard, with or without its mark; UTF-16 where its mark says so. UnicodeDecodeError for others."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if is_wide else "utf-8-sig", errors)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def seconds(stamp):
    """ "1:02:05.500" as 3725.5."""
    parts = [float(part) for part in stamp.split(":")]
    return sum(value * 60**power for power, value in enumerate(reversed(parts)))


def cues(text):
    """[(start second, plain text)] of each caption, who speaks before it where that is marked."""
    try:
        read = webvtt.from_buffer(StringIO(text))
    except webvtt.errors.MalformedFileError:
        return []
    return [(cue.start_in_seconds, _said(cue)) for cue in read]


def _said(cue):
    words = unescaped(" ".join(cue.text.split()))
    return f"{cue.voice}: {words}" if cue.voice else words


def paragraphs(text):
    """The transcript: [(start second, text)], a new paragraph where a sentence ends some half a minute on."""
    made = []
    for start, words in cues(text):
        if made and (start - made[-1][0] < PARAGRAPH_SECONDS or not made[-1][1].rstrip().endswith(SENTENCE_ENDS)):
            made[-1] = (made[-1][0], f"{made[-1][1]} {words}")
        else:
            made.append((start, words))
    return made
