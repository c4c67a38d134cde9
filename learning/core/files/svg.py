"""SVG drawings: what runs is refused with a reason, and what is left goes through a sanitiser."""

import re

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from py_svg_hush import filter_svg

from learning.core.files.character_references import unescaped

MEGABYTES = 2
# Each element of a drawing may lie in as many others: deeper ones are made to exhaust a parser.
DEEPEST = 200
PICTURES_INSIDE = {"image": ["png", "jpeg", "gif", "webp"]}
IS_SVG = re.compile(rb"<(?:\w+:)?svg\b", re.IGNORECASE)
RUNS = re.compile(
    rb"<(?:\w+:)?(?:script|foreignObject|handler|iframe|object|embed)\b|\son\w+\s*=|javascript:|<!ENTITY|data:text/html",
    re.IGNORECASE,
)
LEADS = re.compile(rb"javascript:|data:text/html", re.IGNORECASE)
TAG = re.compile(rb"<(/?)[^<>]*?(/?)>")


def check(file):
    """Raise ValidationError for a drawing that holds something that runs, or that the sanitiser can't read."""
    content = _content_of(file)
    if b"\0" in content:
        raise ValidationError(_("An SVG drawing is written in UTF-8."))
    # An address may be written in character references.
    if found := RUNS.search(content) or LEADS.search(unescaped(content.decode("utf-8", "replace")).encode()):
        # Without angle brackets: Wagtail's list of uploads would take it for markup, and show nothing.
        what = found[0].decode("ascii", "replace").strip(" <>/\t\r\n")
        raise ValidationError(
            _("This SVG drawing holds something that runs: “%(what)s”. Export it without scripts.") % {"what": what}
        )
    _sanitised(content)


def sanitised(file):
    """Return a copy of the drawing `file` that passed `check`: known elements and attributes only, no foreign address."""
    content = _sanitised(_content_of(file))
    return SimpleUploadedFile(file.name, content, "image/svg+xml")


def _content_of(file):
    file.seek(0)
    content = file.read(MEGABYTES * 1024 * 1024 + 1)
    file.seek(0)
    if len(content) > MEGABYTES * 1024 * 1024:
        raise ValidationError(_("This SVG drawing is larger than %(size)d MB.") % {"size": MEGABYTES})
    return content


def _sanitised(content):
    unreadable = ValidationError(_("This SVG drawing can't be read. Export it again."))
    if _depth(content) > DEEPEST:
        raise unreadable
    try:
        return filter_svg(content, PICTURES_INSIDE)
    except ValueError as error:
        raise unreadable from error


def _depth(content):
    depth = deepest = 0
    for closes, is_empty in TAG.findall(content):
        depth += -1 if closes else 0 if is_empty else 1
        deepest = max(deepest, depth)
    return deepest
