"""Warnings about formatting that a quiz can't hold."""

import re

from django.utils.translation import gettext_lazy as _

from . import linear_scan
from .text_conversion import TAGS

OPENED = re.compile(r"<(\w+)(?=[\s/>])")
FORMULA_MARKS = re.compile(r"\$\$|\\[()\[\]]")
FORMULA_ENDS = {"$$": "$$", r"\(": r"\)", r"\[": r"\]"}
LONGEST_FORMULA = 1000
LINK = re.compile(r"<a\b", re.IGNORECASE)
LINK_END = re.compile(r"</a>", re.IGNORECASE)
MARKDOWN = re.compile(r"^#{1,6} |^>|^[ \t]*\||^ {4}|`|!\[", re.MULTILINE)
RAISED = {"sub", "sup"}
TABLE = {"table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "col"}
RUNNING = {"script", "form", "input", "button", "select", "option", "textarea", "canvas"}
# Losing these tags changes no meaning, or another warning covers it.
SHAPELESS = {
    *("p", "br", "div", "span", "font", "center", "section", "figure", "figcaption", "wbr", "style", "meta", "link"),
    *("img", "video", "audio", "source", "track", "object", "param", "embed", "iframe"),
}
# Module constants: a file can have a hundred thousand texts, of which few lose anything.
RAISED_LOST = _("Raised and lowered signs stand on the line here: m² becomes m2.")
TABLE_LOST = _("Its table becomes lines of text: look whether it can still be read.")
FORMULA_LOST = _("Its formula is shown as it was typed.")
FILE_LOST = _("A file that its text links to is left behind.")
RUNNING_LOST = _("A script or a form in its text is left behind.")
SHAPE_LOST = _("Some of its formatting is left behind: only bold, italics, lists and links stay.")
WORDS_LOST = _("Its answers and their feedback are plain words here: formatting is left behind.")
MARKDOWN_LOST = _("Of its Markdown only bold, italics, links and lists are read: look at its text.")
WIKI_LOST = _("Its wiki marks stand as they were typed.")


def lost(markup):
    """Return the conversion warnings on HTML that is cleaned next."""
    tags = _tags(markup)
    found = (
        (RAISED_LOST, tags & RAISED),
        (TABLE_LOST, tags & TABLE),
        (FORMULA_LOST, has_formula(markup)),
        (FILE_LOST, any(_links_to_files(markup))),
        (RUNNING_LOST, tags & RUNNING),
        (SHAPE_LOST, tags - TAGS - SHAPELESS - RAISED - TABLE - RUNNING - {"strong", "em"}),
    )
    return [str(sentence) for sentence, is_lost in found if is_lost]


def lost_in_words(markup):
    """Return the conversion warnings on HTML of which only the words are kept."""
    tags = _tags(markup)
    found = (
        (RAISED_LOST, tags & RAISED),
        (FORMULA_LOST, has_formula(markup)),
        (WORDS_LOST, tags - SHAPELESS - RAISED),
    )
    return [str(sentence) for sentence, is_lost in found if is_lost]


def lost_in_source(text, form):
    """Return the conversion warnings on a text in a format that is only partly supported."""
    if form == "markdown" and MARKDOWN.search(text):
        return [str(MARKDOWN_LOST)]
    if form == "wiki_like":
        return [str(WIKI_LOST)]
    return []


def has_formula(text):
    """Return whether the text contains $$…$$, \\(…\\) or \\[…\\]."""
    opened = {}
    for mark in FORMULA_MARKS.finditer(text):
        for start, end in FORMULA_ENDS.items():
            if mark[0] == end and 0 < mark.start() - opened.get(start, mark.start()) <= LONGEST_FORMULA:
                return True
        opened[mark[0]] = mark.end()
    return False


def without_files(markup):
    """Return `markup` with each link to a file of the other platform replaced by its words."""
    return linear_scan.replaced(markup, _links_to_files(markup))


def _links_to_files(markup):
    """Yield (start, end, its words) of each link to a file."""
    after = 0
    for start, end in linear_scan.tags(markup, LINK):
        if start < after or "@@PLUGINFILE@@" not in markup[start:end]:
            continue
        closed = LINK_END.search(markup, end)
        if not closed:
            return
        after = closed.end()
        yield start, after, markup[end : closed.start()]


def _tags(markup):
    return {name.lower() for name in OPENED.findall(markup)} if "<" in markup else set()
