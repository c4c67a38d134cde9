"""Which "<" in a text begin a tag: "x<y" is plain text."""

import re

from . import linear_scan

OPENING = re.compile(r"<(?!!--)")
# A tag, with its name and attributes. No part of it reads past the next "<".
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
NAME = re.compile(r"</?([a-zA-Z][\w:-]*)")
CLOSING = re.compile(r"</([a-zA-Z][\w:-]*)")
ATTRIBUTES = re.compile(r"""(?:\s+[\w:@.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=`]+))*\s*/?""")
REFERENCE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
ALONE = {"br", "img", "hr", "wbr", "input", "source", "track", "embed", "meta", "link", "col", "param", "area", "base"}
UNCLOSED = {"p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "colgroup"}
KNOWN = (
    ALONE
    | UNCLOSED
    | {
        *(
            "a",
            "abbr",
            "acronym",
            "address",
            "article",
            "aside",
            "audio",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "body",
        ),
        *("button", "canvas", "caption", "center", "cite", "code", "del", "dfn", "div", "dl", "em", "fieldset", "font"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "i"),
        *(
            "iframe",
            "ins",
            "kbd",
            "label",
            "legend",
            "main",
            "map",
            "mark",
            "math",
            "nav",
            "nobr",
            "object",
            "ol",
            "pre",
        ),
        *("optgroup", "picture", "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "span"),
        *("strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "template", "textarea", "title", "tt"),
        *("u", "ul", "var", "video", "details"),
    }
)


def of_html(text):
    """Return `text`, which is declared to be HTML, with every "<" escaped that begins no known element.

    Known are the elements of HTML, and those that `text` closes.
    """
    closed = _closed(text)

    def is_tag(found):
        name = NAME.match(text, found.start())
        if not name:
            return False
        return name[1].lower() in KNOWN | closed or ":" in name[1]

    return _escaped(text, is_tag)


def of_typed(text):
    """Return `text`, typed with or without a little HTML, with every "<" escaped that begins no tag.

    A tag is known, closed, and all its attributes have values.
    """
    closed = _closed(text)

    def is_tag(found):
        tag = TAG.match(text, found.start())
        if not tag or tag[2].lower() not in KNOWN or not ATTRIBUTES.fullmatch(tag[3]):
            return False
        return bool(tag[1]) or tag[2].lower() in closed | ALONE | UNCLOSED

    return REFERENCE.sub("&amp;", _escaped(text, is_tag))


def _closed(text):
    return {name.lower() for name in CLOSING.findall(text)}


def _escaped(text, is_tag):
    spans = [(found.start(), found.end(), "&lt;") for found in OPENING.finditer(text) if not is_tag(found)]
    return linear_scan.replaced(text, spans)
