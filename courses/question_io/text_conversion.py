"""Conversion of texts from other platforms into clean HTML or plain text."""

import html
import re
from collections import Counter

import nh3
from django.utils.html import escape
from django.utils.translation import gettext as _

from . import html_cleanup, html_tags
from .question import NotTaken

# The tags that the editor of a question supports.
TAGS = {"p", "br", "b", "i", "ul", "ol", "li", "a"}
LONGEST = 20_000
# Limits of one text: number of "<" and "&", and of open elements. HTML parsers need more than linear time for nested
# ones.
MOST_MARKS = 3000
DEEPEST = 60
CLOSED_BY_ITSELF = {
    *("p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup"),
    *("br", "img", "hr", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr", "param"),
}
# Tags of other platforms, and the supported tag that replaces each.
PARAGRAPHS = (*(f"h{level}" for level in range(1, 7)), "pre", "div", "dd", "blockquote")
RENAMED = {"strong": "b", "em": "i", **dict.fromkeys(PARAGRAPHS, "p")}
CELLS = {"td", "th", "tr"}
BLOCK_ENDS = re.compile(r"<br\s*/?>|</(?:p|li|blockquote|h\d|div|pre|tr|td|th)>", re.IGNORECASE)
# May contain whole bold words, never half of one: overlapping tags are costly to clean.
ITALIC = re.compile(r"\*(?=\S)((?:[^*<]|<b>[^*<]*</b>)+)(?<=\S)\*|\b_(?=\S)((?:[^_<]|<b>[^_<]*</b>)+)(?<=\S)_\b")
TAG = re.compile(r"<(/?)(\w+)")


# Module constants: building a cleaner takes longer than cleaning a short text.
WIDE = nh3.Cleaner(
    tags=TAGS | set(RENAMED) | CELLS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
NARROW = nh3.Cleaner(tags=TAGS, attributes={"a": {"href"}}, link_rel=None)
BARE = nh3.Cleaner(tags=set())


def clean(markup):
    """Return `markup` as HTML with TAGS only, and with nothing in it that runs or loads."""
    wide = WIDE.clean(bounded(markup))
    told = TAG.sub(lambda found: f"<{found[1]}{RENAMED.get(found[2], found[2])}", wide)
    # Tables become text: cell after cell, row after row.
    told = re.sub(r"</t[dh]>", " ", re.sub(r"</tr>", "<br>", told))
    return _tidy(NARROW.clean(told))


def _tidy(markup):
    text = html_cleanup.without_empty(markup.replace("\r\n", "\n"))
    return text if not text or text.startswith(("<p>", "<ul>", "<ol>")) else f"<p>{text}</p>"


def lines(markup):
    """Return the text of `markup` without its tags: a list with one line for each block."""
    if "<" not in markup and "&" not in markup:
        return _lines(bounded(markup))
    spaced = BLOCK_ENDS.sub(lambda found: f"{found[0]}\n", bounded(markup))
    return _lines(html.unescape(BARE.clean(spaced)))


def _lines(text):
    return list(filter(None, (in_line(line) for line in text.replace("\xa0", " ").splitlines())))


def plain(markup):
    """Return the text of `markup` without its tags, on one line."""
    return " ".join(lines(markup))


def in_line(text):
    return " ".join(text.split())


def from_plain(text):
    """Convert plain text to HTML: a blank line separates paragraphs, a line end becomes a break."""
    paragraphs = [part for part in re.split(r"\n\s*\n", bounded(text).strip()) if part.strip()]
    return "".join(f"<p>{'<br>'.join(escape(line.strip()) for line in part.splitlines())}</p>" for part in paragraphs)


def from_markdown(text):
    """Convert the simple Markdown of questions to HTML: bold, italics, links, lists, paragraphs."""
    return "".join(_markdown_part(part) for part in re.split(r"\n\s*\n", bounded(text).strip()) if part.strip())


def _markdown_part(part):
    lines = [line.strip() for line in part.strip().splitlines()]
    for tag, mark in (("ul", r"[-*+]\s+"), ("ol", r"\d+[.)]\s+")):
        if all(re.match(mark, line) for line in lines):
            items = "".join(f"<li>{_markdown_line(re.sub(mark, '', line, count=1))}</li>" for line in lines)
            return f"<{tag}>{items}</{tag}>"
    return f"<p>{_markdown_line(' '.join(re.sub(r'^#+ ', '', line) for line in lines))}</p>"


def _markdown_line(line):
    line = escape(line)
    line = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*|__(\S(?:.*?\S)?)__", lambda found: f"<b>{found[1] or found[2]}</b>", line)
    line = ITALIC.sub(lambda found: f"<i>{found[1] or found[2]}</i>", line)
    return re.sub(r"(?<!!)\[([^\[\]]+)\]\((https?://[^\s)\[]+)\)", r'<a href="\2">\1</a>', line)


def as_html(text, form):
    """Return `text` in one of Moodle's formats as HTML that is not yet cleaned: pictures are still in it.

    A "<" that begins no tag is escaped, whatever the format.
    """
    if form in {"plain_text", "plain"}:
        return from_plain(text)
    if form == "markdown":
        return from_markdown(text)
    if form in {"moodle_auto_format", "moodle"}:
        return _auto(html_tags.of_typed(text))
    return html_tags.of_html(text)


def _auto(text):
    """Convert Moodle's own format: HTML stays as it is; text that has only line ends is split at them."""
    if re.search(r"<(?:p|div|ul|ol|br|table|blockquote)\b", text, re.IGNORECASE):
        return text
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)


def bounded(text):
    """Check length, marks and nesting of `text` before any pattern or parser reads it. Return it, or raise NotTaken."""
    if len(text) > LONGEST:
        raise NotTaken(_("One of its texts is longer than %(most)d characters.") % {"most": LONGEST})
    if text.count("<") + text.count("&") > MOST_MARKS:
        raise NotTaken(_("One of its texts has too many tags. Simplify its formatting."))
    if text.count("<") > DEEPEST and _depth(text) > DEEPEST:
        raise NotTaken(_("The tags of one of its texts are nested too deep. Simplify its formatting."))
    return text


def _depth(markup):
    """Return the maximum number of elements that are open at once. Elements that HTML closes by itself do not count."""
    opened, depth, deepest = Counter(), 0, 0
    for closing, name in TAG.findall(markup):
        name = name.lower()
        if name in CLOSED_BY_ITSELF or (closing and not opened[name]):
            continue
        opened[name] += -1 if closing else 1
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest
