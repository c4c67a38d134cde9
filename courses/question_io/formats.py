"""The file formats by name, and detecting the format of a file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.core.files import encodings

from . import aiken
from .gift import reader as gift_reading
from .gift import writer as gift_writing
from .moodle import reader as moodle_reading
from .moodle import writer as moodle_writing
from .question import UnreadableFile

MEGABYTES = 10


@dataclass(frozen=True)
class Format:
    """A format of question files. `write` is None for a format that is only read."""

    name: str
    label: str
    extension: str
    content_type: str
    read: object
    write: object


MOODLE = Format("moodle", "Moodle XML", "xml", "application/xml", moodle_reading.read, moodle_writing.write)
GIFT = Format("gift", "GIFT", "gift.txt", "text/plain; charset=utf-8", gift_reading.read, gift_writing.write)
AIKEN = Format("aiken", "Aiken", "txt", "text/plain; charset=utf-8", aiken.read, None)
# The formats for export.
FORMATS = {one.name: one for one in (MOODLE, GIFT)}


def read(content, language, encoding=""):
    """Return the Reading of `content` (bytes), whichever format it has. The file name is not used.

    `encoding` is the one that a user chose for a text file that does not say. Raise UnreadableFile, or
    `encodings.Uncertain` while none is chosen.
    """
    if len(content) > MEGABYTES * 1024 * 1024:
        raise UnreadableFile(_("The file is larger than %(size)d MB. Split it.") % {"size": MEGABYTES})
    if not content.strip():
        raise UnreadableFile(_("The file is empty."))
    if encoding:
        content = encodings.text_of(content, encoding).encode()
    reading = format_of(content).read(content, language)
    if not reading.questions and not reading.lines:
        raise UnreadableFile(_("The file has no question."))
    return reading


def format_of(content):
    is_markup = (
        content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<?xml", b"<quiz", b"<!"))
    )
    if is_markup:
        return MOODLE
    return AIKEN if aiken.is_it(content) else GIFT
