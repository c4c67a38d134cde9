"""Pictures in questions: extracted from the text and accepted by their content."""

import base64
import binascii
import io
import re
import warnings
from urllib.parse import unquote

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from learning.core.files.character_references import unescaped

from . import linear_scan
from .question import NotTaken, Picture

MEGABYTES = 5
MOST_PIXELS = 25_000_000
KINDS = ("png", "jpeg", "gif", "webp")
# Limit for all pictures of a file together: each is decoded to prove its kind.
MOST_PIXELS_OF_FILE = 200_000_000
MOST_PICTURES = 100
IMG = re.compile(r"<img\b", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
RECORDING = re.compile(r"<(?:video|audio|object|embed|iframe)\b", re.IGNORECASE)
DATA = re.compile(r"data:image/[\w.+-]{1,40};base64,", re.IGNORECASE)
OURS = "@@PLUGINFILE@@/"


class Pixels:
    """Budget of pixels for the pictures of one file: each is decoded to prove its kind."""

    def __init__(self, left=MOST_PIXELS_OF_FILE):
        self.left = left

    def spend(self, number):
        self.left -= number
        if self.left < 0:
            raise NotTaken(_("The pictures of the file have too many pixels together. Split the file."))


def take_out(markup, files, pixels=None):
    """Return (`markup` without pictures, its first Picture or None, conversion warnings). `files` is {name: base64}."""
    spans = list(linear_scan.tags(markup, IMG))
    if len(spans) > MOST_PICTURES:
        raise NotTaken(_("One of its texts has more than %(most)d pictures.") % {"most": MOST_PICTURES})
    found = [_attributes(markup[start:end]) for start, end in spans]
    losses = []
    if has_recording(markup):
        losses.append(_("Its video or audio is left behind."))
    inside = [one for one in found if one["src"].startswith(OURS) or DATA.match(one["src"])]
    if len(inside) < len(found):
        losses.append(_("A picture that stands on another site is left behind."))
    if len(inside) > 1:
        losses.append(_("Only its first picture comes along."))
    bare = linear_scan.replaced(markup, [(start, end, "") for start, end in spans])
    return bare, _picture(inside[0], files, pixels) if inside else None, losses


def has_any(markup):
    return any(linear_scan.tags(markup, IMG))


def has_recording(markup):
    return bool(RECORDING.search(markup))


def _attributes(tag):
    found = {name.lower(): unescaped(value[1:-1]) for name, value in ATTRIBUTE.findall(tag)}
    return {"src": "", "alt": "", **found}


def _picture(attributes, files, pixels):
    written = DATA.match(attributes["src"])
    if written:
        encoded = attributes["src"][written.end() :]
    else:
        encoded = files.get(unquote(attributes["src"].removeprefix(OURS)))
    if encoded is None:
        raise NotTaken(_("Its picture is not in the file."))
    try:
        content = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        raise NotTaken(_("Its picture can't be read.")) from None
    return Picture(proved_kind(content, pixels), content, " ".join(attributes["alt"].split()))


def proved_kind(content, pixels=None):
    """Return the kind of picture, detected from `content`. Raise NotTaken if it is none, or too large to show.

    `pixels` is the budget of the file that contains it.
    """
    if len(content) > MEGABYTES * 1024 * 1024:
        raise NotTaken(_("Its picture is larger than %(size)d MB.") % {"size": MEGABYTES})
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=KINDS) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            if pixels:
                pixels.spend(image.width * image.height)
            image.load()
            return image.format.lower()
    except Image.DecompressionBombError:
        raise NotTaken(_("Its picture has too many pixels.")) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise NotTaken(_("Its picture is no PNG, JPEG, GIF or WebP.")) from None
