"""What an uploaded file is by its content, whatever its name and its browser say. Each check raises ValidationError with
the reason in words for the person who uploads it."""

import re
import struct
import warnings

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from . import archives, svg
from .disk_storage import check_room
from .image_metadata import without_metadata

HEAD = 8192
MARKUP = re.compile(rb"<!doctype\s+html|<(?:html|head|body|script|iframe|meta|title|object|embed)\b", re.IGNORECASE)
RECORDINGS = {
    "video": {"mp4": ("video/mp4",), "m4v": ("video/mp4", "video/x-m4v"), "webm": ("video/webm", "video/x-matroska")},
    "audio": {
        "mp3": ("audio/mpeg",),
        "m4a": ("audio/mp4", "video/mp4"),
        "ogg": ("audio/ogg",),
        "wav": ("audio/x-wav",),
    },
}
PICTURES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}
# Of names that promise a certain beginning, that beginning. Office's and archives' are looked at whole.
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "rtf": (b"{\\rtf",),
    "doc": (b"\xd0\xcf\x11\xe0", b"{\\rtf"),
    "xls": (b"\xd0\xcf\x11\xe0",),
    "ppt": (b"\xd0\xcf\x11\xe0",),
}
TEXTS = ("csv", "txt", "ics", "vtt", "md")


def extension_of(file):
    return file.name.rpartition(".")[2].lower() if "." in file.name else ""


def head_of(file, size=HEAD):
    """Its first bytes; the file is left at its beginning."""
    file.seek(0)
    head = file.read(size)
    file.seek(0)
    return head


def check_recording(file, kind):
    """`kind` is "video" or "audio"."""
    check_room(file.size)
    expected, head = RECORDINGS[kind].get(extension_of(file)), head_of(file)
    names = ", ".join(RECORDINGS[kind])
    if expected is None:
        raise ValidationError(_("Browsers play %(names)s. Save the recording as one of these.") % {"names": names})
    _refuse_markup(head)
    found = filetype.guess_mime(head)
    if found not in expected:
        told = {"name": extension_of(file), "found": found or _("something else")}
        raise ValidationError(_("This file is called .%(name)s, but its content is %(found)s.") % told)


def check_picture(file):
    """A poster: a picture that a browser draws, of a sensible size."""
    check_room(file.size)
    expected, head = PICTURES.get(extension_of(file)), head_of(file)
    if expected is None:
        raise ValidationError(_("A picture is one of: %(names)s.") % {"names": ", ".join(PICTURES)})
    _refuse_markup(head)
    found = _unfolds(file)
    if found is None:
        raise ValidationError(_("No picture can be read from this file."))
    if found != expected:
        told = {"name": extension_of(file), "found": found}
        raise ValidationError(_("This file is called .%(name)s, but its content is %(found)s.") % told)


def _unfolds(file):
    """The format of a picture, None where there is none. Its size is read from its head: nothing is unfolded to see
    that it is too much."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    too_many = _("This picture would unfold to more than %(number)d million pixels.") % {"number": most // 1_000_000}
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file) as picture:
            if _is_more(picture, most):
                raise ValidationError(too_many)
            return picture.format
    except Image.DecompressionBombError as error:
        raise ValidationError(too_many) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error):
        return None
    finally:
        file.seek(0)


def _is_more(picture, most):
    """Whether all its frames together have more pixels. Counting stops there."""
    pixels = frame = picture.width * picture.height
    try:
        while pixels <= most and getattr(picture, "is_animated", False):
            picture.seek(picture.tell() + 1)
            pixels += frame
    except EOFError:
        pass
    return pixels > most


def check_image(file):
    """Before Wagtail reads it as an image, which unfolds it: what is a page, a drawing that runs, or a bomb."""
    check_room(file.size)
    head = head_of(file)
    if svg.IS_SVG.search(head):
        svg.check(file)
    else:
        _refuse_markup(head)
        _unfolds(file)


def check_document(file):
    """Any file that is offered for download."""
    check_room(file.size)
    name, head = extension_of(file), head_of(file)
    if name == "svg" or svg.IS_SVG.search(head):
        svg.check(file)
        if name != "svg":
            raise ValidationError(
                _("This file is called .%(name)s, but its content is an SVG drawing.") % {"name": name}
            )
        return
    _refuse_markup(head)
    if name in archives.NAMES:
        archives.check(file, name)
    elif (name in BEGINNINGS and not _begins(head, name)) or (
        name in TEXTS and b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        raise ValidationError(_("The content of this file is not what its name .%(name)s promises.") % {"name": name})


def cleaned(file):
    """A checked document as it is kept: a drawing sanitised, a picture without metadata, any other file as it is."""
    name = extension_of(file)
    if name == "svg":
        return svg.sanitised(file)
    return without_metadata(file) if name in PICTURES else file


def _begins(head, name):
    # Some writers put a few bytes before a PDF; readers look for it in the first kilobyte.
    return b"%PDF-" in head[:1024] if name == "pdf" else head.startswith(BEGINNINGS[name])


def _refuse_markup(head):
    if MARKUP.search(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048]):
        raise ValidationError(_("This file is a web page, whatever its name says."))
