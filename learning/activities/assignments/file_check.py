"""Submitted files: accepted by their content, never by their name. Nothing in them is unpacked or run."""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from learning.core.errors import BusinessError
from learning.core.files.archives import has_unsafe_names
from learning.core.files.image_metadata import bytes_without_metadata
from learning.people.names import clean_name

MEGABYTES = 10
MOST_PIXELS = 25_000_000
# Limits of a document's total unpacked size in bytes, and of its number of parts.
MOST_UNPACKED, MOST_PARTS = 200 * 1024 * 1024, 5000
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
}
SPACES = re.compile(rb"\s*")
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|\?xml|iframe|img|meta|title|table|a\s)", re.IGNORECASE)
NAMES = {"jpeg": "jpg", "text": "txt"}


class FileRefused(BusinessError):
    """A file is refused; the text gives the reason to the person who sent it."""


@dataclass(frozen=True)
class CheckedFile:
    """A checked file: `content` for storage; `name` is the original name with the extension that the content proves."""

    kind: str
    name: str
    content: ContentFile


def check(name, content):
    """Return the CheckedFile of `content` (bytes) called `name`. Raises FileRefused."""
    if len(content) > MEGABYTES * 1024 * 1024:
        raise FileRefused(_("The file is larger than %(size)d MB.") % {"size": MEGABYTES})
    if not content:
        raise FileRefused(_("The file is empty."))
    kind = _kind_of(content)
    stem, _dot, ending = clean_name(name).rpartition(".")
    ending = NAMES.get(ending.lower(), ending.lower())
    if stem and ending in CONTENT_TYPES and ending != kind:
        told = {"ending": ending.upper(), "kind": kind.upper()}
        raise FileRefused(
            _("The file is called %(ending)s, but it is a %(kind)s. Save it again as one of them.") % told
        )
    stem = (stem or ending or _("file"))[:150]
    content = bytes_without_metadata(content) if kind in {"png", "jpg"} else content
    return CheckedFile(kind, f"{stem}.{kind}", ContentFile(content, f"file.{kind}"))


def _kind_of(content):
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK"):
        return _document(content)
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return _picture(content)
    return _text(content)


def _picture(content):
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.load()
            return "jpg" if image.format == "JPEG" else "png"
    except Image.DecompressionBombError:
        most = {"most": MOST_PIXELS // 10**6}
        raise FileRefused(_("The picture has more than %(most)d million pixels.") % most) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise FileRefused(_("The picture is damaged: it can't be opened.")) from None


def _document(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _kind_of_document(archive)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise FileRefused(_("The document is damaged: it can't be opened.")) from None


def _kind_of_document(archive):
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(_("The file would unpack to more than a document ever is."))
    if has_unsafe_names(parts):
        raise FileRefused(_("The document names files outside itself. Save it again, or send a PDF."))
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(_("The document is locked with a password. Send it without."))
    if any(
        name.lower().endswith(("vbaproject.bin", ".exe", ".js", ".vbs")) or "/Basic/" in f"/{name}" for name in names
    ):
        raise FileRefused(_("The document has macros in it. Save it without, or as a PDF."))
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return "docx"
    if "mimetype" in names and _beginning(archive, "mimetype") == CONTENT_TYPES["odt"].encode():
        return "odt"
    raise FileRefused(_("The file is an archive, or another kind of document. %(kinds)s") % {"kinds": taken()})


def _beginning(archive, name):
    with archive.open(name) as part:
        return part.read(100).strip()


def _text(content):
    """Return "txt" for plain UTF-8 text. Raises FileRefused for HTML, SVG and binary data."""
    bare = content.removeprefix(b"\xef\xbb\xbf")
    if b"<svg" in bare[:4096].lower():
        raise FileRefused(_("The file is an SVG drawing, which can hold a program. Send it as PNG or PDF."))
    if _begins_as_page(bare[:65536]) or b"<script" in bare.lower():
        raise FileRefused(_("The file is a web page, whatever it is called. Print it to a PDF, and send that."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if any(sign < " " and sign not in "\t\n\r\f" for sign in text):
        raise FileRefused(_("Nobody could open this file. %(kinds)s") % {"kinds": taken()})
    return "txt"


def _begins_as_page(content):
    """Return whether an HTML tag is the first thing in `content`, comments aside."""
    at = SPACES.match(content).end()
    while content.startswith(b"<!--", at):
        end = content.find(b"-->", at + 4)
        if end < 0:
            return False
        at = SPACES.match(content, end + 3).end()
    return bool(MARKUP.match(content, at))


def taken():
    return _("Send a PDF, DOCX, ODT, TXT (in UTF-8), PNG or JPEG.")
