"""Removal of metadata from uploaded pictures: EXIF with its GPS position, XMP, IPTC, comments and embedded previews."""

import struct
import warnings
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, UnidentifiedImageError

ORIENTATION = 0x0112
# Pillow's keys for what a PNG, GIF or WebP file carries beside its pixels. A JPEG file is always written again: a camera
# may append a second picture or a film to it, which Pillow does not show.
METADATA = {"exif", "xmp", "comment", "photoshop", "Raw profile type exif", "XML:com.adobe.xmp"}
ALWAYS_REWRITTEN = {"JPEG", "MPO"}
UNREADABLE = (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, struct.error)


def without_metadata(file):
    """Return a copy of the picture `file` without metadata, or `file` itself where it carries none or is no picture.

    The pixels, the colour profile and the orientation stay. The caller has checked how many pixels there are. A JPEG
    picture keeps its quality: it is written with its own quantisation tables.
    """
    file.seek(0)
    is_lossless = b"VP8L" in file.read(1024)  # the name of a WebP file's picture chunk
    file.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file) as picture:
            content = _rewritten(picture, is_lossless) if _carries_metadata(picture) else None
    except UNREADABLE:
        content = None
    file.seek(0)
    if content is None:
        return file
    return SimpleUploadedFile(file.name, content, getattr(file, "content_type", None))


def bytes_without_metadata(content):
    """The same for the bytes of a picture."""
    return without_metadata(ContentFile(content)).read()


def _carries_metadata(picture):
    if picture.format in ALWAYS_REWRITTEN:
        return True
    picture.load()  # a PNG file may have chunks after its pixels
    return bool(METADATA & picture.info.keys() or getattr(picture, "text", None) or picture.getexif())


def _rewritten(picture, is_lossless):
    """The picture's bytes with nothing but pixels, colour profile, orientation and, where it moves, its timing."""
    kind = "JPEG" if picture.format == "MPO" else picture.format
    options = {"exif": _orientation_of(picture), "icc_profile": picture.info.get("icc_profile")}
    if kind == "JPEG":
        same = {"quality": "keep"} if picture.format == "JPEG" else {"quality": 95}
        options |= {**same, "progressive": "progressive" in picture.info, "comment": b""}
    elif kind == "WEBP":
        options |= {"lossless": is_lossless, "quality": 90, "xmp": b""}
    elif kind == "GIF":
        options = {"comment": b""}
    if getattr(picture, "is_animated", False) and kind != "JPEG":
        options["save_all"] = True
    for key in METADATA & picture.info.keys():
        del picture.info[key]
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _orientation_of(picture):
    """EXIF data with nothing but the orientation; empty where the picture is upright."""
    orientation = picture.getexif().get(ORIENTATION, 1)
    if orientation == 1:
        return b""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif.tobytes()
