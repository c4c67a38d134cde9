"""The elements of a Moodle XML file: parsed without trusting it, asked for what they say."""

from dataclasses import dataclass

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from .. import pictures, words
from ..fractions import decimal
from ..question import NotTaken, Unreadable


def parse(content):
    """The root of `content` (bytes); Unreadable where it is no question file, or one that declares entities."""
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise Unreadable(_("The file has a document type or entities, which no question file needs.")) from None
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unreadable(_("The file is no XML: %(error)s.") % {"error": error}) from None
    if root.tag != "quiz":
        raise Unreadable(_("The file is XML, but no Moodle question file: it has no <quiz>."))
    return root


@dataclass(frozen=True)
class Item:
    """One <question>. `language` is the one that is wanted of texts in several."""

    element: object
    language: str

    @property
    def kind(self):
        return self.element.get("type", "").strip()

    @property
    def title(self):
        return words.in_line(words.in_language(self.raw("name"), self.language))

    def raw(self, path):
        """The text of <path><text>, or of <path> itself."""
        return _said(self.element.find(path))

    def is_so(self, path, otherwise=False):
        found = self.element.findtext(path)
        return otherwise if found is None else found.strip().lower() in {"1", "true"}

    def every(self, path):
        return self.element.findall(path)

    def html(self, path):
        """(HTML, its picture or None, what is lost) of <path>."""
        element = self.element.find(path)
        if element is None:
            return "", None, []
        markup = words.as_html(words.in_language(_said(element), self.language), element.get("format", "html"))
        files = {file.get("name", ""): file.text or "" for file in element.findall("file") if _is_base64(file)}
        markup, picture, losses = pictures.take_out(markup, files)
        return words.clean(markup), picture, losses

    def plain(self, element):
        """The words of an answer, a feedback, a side of a pair: pictures in it would be lost without a trace."""
        if element is None:
            return ""
        markup = words.in_language(_said(element), self.language)
        form = element.get("format", "html")
        if form in {"plain_text", "plain"}:
            return words.in_line(markup)
        markup = words.as_html(markup, form)
        if pictures.has_any(markup):
            raise NotTaken(_("One of its answers is a picture."))
        return words.plain(markup)

    def bare(self, element):
        """What is typed, or chosen from a list: Moodle reads it as it stands, whatever format it names."""
        return words.in_line(words.in_language(_said(element), self.language))

    def weighed(self, read=None):
        """[(text, per cent, feedback)] of its answers; `read` takes the text of one, as HTML if nothing else is said."""
        read = read or self.plain
        return [
            (read(answer), decimal(answer.get("fraction", "0")), self.plain(answer.find("feedback")))
            for answer in self.every("answer")
        ]


def _said(element):
    """Its <text>, or what it says itself; nothing where it isn't there."""
    if element is None:
        return ""
    text = element.find("text")
    return (element.text if text is None else text.text) or ""


def _is_base64(file):
    return file.get("encoding", "").lower() == "base64"
