"""Captions as WebVTT: the text of a file, and its transcript. `caption_checks` finds errors in files."""

import codecs
from io import StringIO

import webvtt

from learning.core.files.character_references import unescaped

PARAGRAPH_SECONDS = 25
SENTENCE_ENDS = (".", "?", "!", "…", "。", "؟", "।")


def decoded(file):
    """Return the text of a caption file, for storing; unreadable bytes become replacement characters."""
    file.open("rb")
    return text_of(file.read(), "replace")


def text_of(content, errors="strict"):
    """Decode UTF-8, with or without a byte order mark, or UTF-16 with one.

    Raises UnicodeDecodeError for other encodings.
    """
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if is_wide else "utf-8-sig", errors)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def seconds(stamp):
    """Return "1:02:05.500" as 3725.5."""
    parts = [float(part) for part in stamp.split(":")]
    return sum(value * 60**power for power, value in enumerate(reversed(parts)))


def cues(text):
    """Return [(start second, plain text)] of the captions, with the speaker before the text where one is marked."""
    try:
        read = webvtt.from_buffer(StringIO(text))
    except webvtt.errors.MalformedFileError:
        return []
    return [(cue.start_in_seconds, _said(cue)) for cue in read]


def _said(cue):
    words = unescaped(" ".join(cue.text.split()))
    return f"{cue.voice}: {words}" if cue.voice else words


def paragraphs(text):
    """Return the transcript: [(start second, text)]. A paragraph ends with the first full sentence after 25 seconds."""
    made = []
    for start, words in cues(text):
        if made and (start - made[-1][0] < PARAGRAPH_SECONDS or not made[-1][1].rstrip().endswith(SENTENCE_ENDS)):
            made[-1] = (made[-1][0], f"{made[-1][1]} {words}")
        else:
            made.append((start, words))
    return made
