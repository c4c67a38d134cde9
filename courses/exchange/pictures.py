"""Pictures in questions: taken out of the text, and believed only as far as their content goes."""

import base64
import binascii
import html
import io
import re
import warnings
from urllib.parse import unquote

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from .question import NotTaken, Picture

MEGABYTES = 5
MOST_PIXELS = 25_000_000
KINDS = ("png", "jpeg", "gif", "webp")
IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
RECORDING = re.compile(r"<(?:video|audio|object|embed|iframe)\b", re.IGNORECASE)
DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL | re.IGNORECASE)
OURS = "@@PLUGINFILE@@/"


def take_out(markup, files):
    """(`markup` without pictures, its first Picture or None, what is lost). `files` are {name: base64}."""
    found = [_attributes(tag) for tag in IMG.findall(markup)]
    losses = []
    if has_recording(markup):
        losses.append(_("Its video or audio is left behind."))
    inside = [one for one in found if one["src"].startswith(OURS) or DATA.match(one["src"])]
    if len(inside) < len(found):
        losses.append(_("A picture that stands on another site is left behind."))
    if len(inside) > 1:
        losses.append(_("Only its first picture comes along."))
    return IMG.sub("", markup), _picture(inside[0], files) if inside else None, losses


def has_any(markup):
    return bool(IMG.search(markup))


def has_recording(markup):
    return bool(RECORDING.search(markup))


def _attributes(tag):
    found = {name.lower(): html.unescape(value[1:-1]) for name, value in ATTRIBUTE.findall(tag)}
    return {"src": "", "alt": "", **found}


def _picture(attributes, files):
    written = DATA.match(attributes["src"])
    encoded = written[1] if written else files.get(unquote(attributes["src"].removeprefix(OURS)))
    if encoded is None:
        raise NotTaken(_("Its picture is not in the file."))
    try:
        content = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        raise NotTaken(_("Its picture can't be read.")) from None
    return Picture(proved_kind(content), content, " ".join(attributes["alt"].split()))


def proved_kind(content):
    """What kind of picture `content` is, by its content; NotTaken where it is none, or more than can be shown."""
    if len(content) > MEGABYTES * 1024 * 1024:
        raise NotTaken(_("Its picture is larger than %(size)d MB.") % {"size": MEGABYTES})
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=KINDS) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.load()
            return image.format.lower()
    except Image.DecompressionBombError:
        raise NotTaken(_("Its picture has too many pixels.")) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise NotTaken(_("Its picture is no PNG, JPEG, GIF or WebP.")) from None
