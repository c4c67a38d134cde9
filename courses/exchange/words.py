"""Texts of other platforms: cleaned, turned from their format into our HTML, or into plain words."""

import html
import re

import nh3
from django.utils.html import escape
from django.utils.translation import gettext as _

from .question import NotTaken

# What the editor of a question knows.
TAGS = {"p", "br", "b", "i", "ul", "ol", "li", "a"}
LONGEST = 20_000
# Spoken by others, said in ours.
PARAGRAPHS = (*(f"h{level}" for level in range(1, 7)), "pre", "div", "dd", "blockquote")
RENAMED = {"strong": "b", "em": "i", **dict.fromkeys(PARAGRAPHS, "p")}
CELLS = {"td", "th", "tr"}
BLOCK_ENDS = re.compile(r"<br\s*/?>|</(?:p|li|blockquote|h\d|div|pre|tr|td|th)>", re.IGNORECASE)
TAG = re.compile(r"<(/?)(\w+)")
EMPTY = re.compile(r"<(p|li|b|i|ul|ol)>(?:\s|&nbsp;|<br>)*</\1>")
NESTED = re.compile(r"<p>\s*(<(?:p|ul|ol)>)|(</(?:p|ul|ol)>)\s*</p>")


def clean(markup):
    """`markup` as HTML of TAGS alone, with nothing in it that runs or loads."""
    wide = nh3.clean(
        not_too_long(markup),
        tags=TAGS | set(RENAMED) | CELLS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    told = TAG.sub(lambda found: f"<{found[1]}{RENAMED.get(found[2], found[2])}", wide)
    # Their tables are read aloud: cell after cell, row after row.
    told = re.sub(r"</t[dh]>", " ", re.sub(r"</tr>", "<br>", told))
    return _tidy(nh3.clean(told, tags=TAGS, attributes={"a": {"href"}}, link_rel=None))


def _tidy(markup):
    text, before = markup.replace("\r\n", "\n").strip(), None
    while text != before:
        before = text
        text = EMPTY.sub("", NESTED.sub(lambda found: found[1] or found[2], text)).strip()
    return text if not text or text.startswith(("<p>", "<ul>", "<ol>")) else f"<p>{text}</p>"


def lines(markup):
    """What `markup` says, without its tags: each block on a line of its own."""
    spaced = BLOCK_ENDS.sub(lambda found: f"{found[0]}\n", not_too_long(markup))
    bare = html.unescape(nh3.clean(spaced, tags=set())).replace("\xa0", " ")
    return list(filter(None, (in_line(line) for line in bare.splitlines())))


def plain(markup):
    """The same on one line."""
    return " ".join(lines(markup))


def in_line(text):
    return " ".join(text.split())


def from_plain(text):
    """Plain text as HTML: a blank line makes a paragraph, a line's end a break."""
    paragraphs = [part for part in re.split(r"\n\s*\n", not_too_long(text).strip()) if part.strip()]
    return "".join(f"<p>{'<br>'.join(escape(line.strip()) for line in part.splitlines())}</p>" for part in paragraphs)


def from_markdown(text):
    """The little Markdown that questions are written in: bold, italics, links, lists, paragraphs."""
    return "".join(_markdown_part(part) for part in re.split(r"\n\s*\n", not_too_long(text).strip()) if part.strip())


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
    line = re.sub(r"\*(\S(?:[^*]*\S)?)\*|\b_(\S(?:[^_]*\S)?)_\b", lambda f: f"<i>{f[1] or f[2]}</i>", line)
    return re.sub(r"(?<!!)\[([^\]]+)\]\((https?://[^\s)]+)\)", r'<a href="\2">\1</a>', line)


def as_html(text, form):
    """`text` in one of Moodle's formats as HTML, not yet cleaned: pictures are still in it."""
    if form in {"plain_text", "plain"}:
        return from_plain(text)
    if form == "markdown":
        return from_markdown(text)
    if form in {"moodle_auto_format", "moodle"}:
        return _auto(text)
    return text


def _auto(text):
    """Moodle's own format: HTML as it stands, and what is parted by line ends alone is parted all the same."""
    if re.search(r"<(?:p|div|ul|ol|br|table|blockquote)\b", text, re.IGNORECASE):
        return text
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)


SPAN = r'<span\b(?=[^>]*\bclass="multilang")(?=[^>]*\blang="([\w-]+)")[^>]*>(.*?)</span>'
SPANS = re.compile(rf"(?:{SPAN}\s*){{2,}}", re.DOTALL | re.IGNORECASE)
CURLED = re.compile(r"\{mlang\s+([\w,-]+)\s*\}(.*?)\{mlang\}", re.DOTALL | re.IGNORECASE)


def is_in_several_languages(text):
    return bool(SPANS.search(text)) or len(CURLED.findall(text)) > 1


def in_language(text, language):
    """`text` written in several languages at once (Moodle's filters), in the one asked for, else the first."""
    text = SPANS.sub(lambda found: _one_of(re.findall(SPAN, found[0], re.DOTALL | re.IGNORECASE), language), text)
    if not CURLED.search(text):
        return text
    found = CURLED.findall(text)
    spoken = {code for codes, _words in found for code in _codes(codes)}
    wanted = language if language in spoken else "other" if "other" in spoken else _codes(found[0][0])[0]
    return CURLED.sub(lambda part: part[2] if wanted in _codes(part[1]) else "", text)


def _one_of(versions, language):
    by_code = {_codes(code)[0]: text for code, text in reversed(versions)}
    return by_code.get(language, versions[0][1])


def _codes(codes):
    return [re.split(r"[-_]", code.strip().lower())[0] for code in codes.split(",")]


def not_too_long(text):
    if len(text) > LONGEST:
        raise NotTaken(_("One of its texts is longer than %(most)d characters.") % {"most": LONGEST})
    return text
