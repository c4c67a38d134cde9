"""What of a text's shape has no place here, told in sentences."""

import re

from django.utils.translation import gettext as _

from .words import TAGS

OPENED = re.compile(r"<(\w+)(?=[\s/>])")
FORMULA = re.compile(r"\$\$.{1,1000}?\$\$|\\\(.{1,1000}?\\\)|\\\[.{1,1000}?\\\]", re.DOTALL)
LINKED = re.compile(r"<a\b[^<>]{0,1000}?@@PLUGINFILE@@[^<>]{0,1000}>(.{0,1000}?)</a>", re.DOTALL | re.IGNORECASE)
MARKDOWN = re.compile(r"^#{1,6} |^>|^\s*\||^ {4}|`|!\[", re.MULTILINE)
RAISED = {"sub", "sup"}
TABLE = {"table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "col"}
RUNNING = {"script", "form", "input", "button", "select", "option", "textarea", "canvas"}
# Nobody misses what these say, or it is told elsewhere.
SHAPELESS = {
    *("p", "br", "div", "span", "font", "center", "section", "figure", "figcaption", "wbr", "style", "meta", "link"),
    *("img", "video", "audio", "source", "track", "object", "param", "embed", "iframe"),
}


def lost(markup):
    """Of HTML that is cleaned next."""
    tags = _tags(markup)
    told = (
        (tags & RAISED, _("Raised and lowered signs stand on the line here: m² becomes m2.")),
        (tags & TABLE, _("Its table becomes lines of text: look whether it can still be read.")),
        (FORMULA.search(markup), _("Its formula is shown as it was typed.")),
        (LINKED.search(markup), _("A file that its text links to is left behind.")),
        (tags & RUNNING, _("A script or a form in its text is left behind.")),
        (
            tags - TAGS - SHAPELESS - RAISED - TABLE - RUNNING - {"strong", "em"},
            _("Some of its formatting is left behind: only bold, italics, lists and links stay."),
        ),
    )
    return [sentence for is_lost, sentence in told if is_lost]


def lost_in_words(markup):
    """Of HTML of which only the words are taken."""
    tags = _tags(markup)
    told = (
        (tags & RAISED, _("Raised and lowered signs stand on the line here: m² becomes m2.")),
        (FORMULA.search(markup), _("Its formula is shown as it was typed.")),
        (
            tags - SHAPELESS - RAISED,
            _("Its answers and their feedback are plain words here: formatting is left behind."),
        ),
    )
    return [sentence for is_lost, sentence in told if is_lost]


def lost_in_source(text, form):
    """Of a text in a format that is read in part."""
    if form == "markdown" and MARKDOWN.search(text):
        return [_("Of its Markdown only bold, italics, links and lists are read: look at its text.")]
    if form == "wiki_like":
        return [_("Its wiki marks stand as they were typed.")]
    return []


def without_files(markup):
    """Without links to files that stay where they are."""
    return LINKED.sub(r"\1", markup)


def _tags(markup):
    return {name.lower() for name in OPENED.findall(markup)}
