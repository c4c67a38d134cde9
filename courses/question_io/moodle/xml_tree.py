"""The elements of a Moodle XML file, parsed without trusting it."""

from xml.etree.ElementTree import TreeBuilder

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from .. import linear_scan, multilang, text_conversion
from ..fractions import decimal
from ..question import UnreadableFile
from ..texts import Texts

DEEPEST = 50
LONGEST_TITLE = 200


class BoundedTreeBuilder:
    """XML target that builds the tree, and raises UnreadableFile as soon as it has more than a question file needs.

    Elements and the marks in their texts are counted together: each costs time to read.
    """

    def __init__(self):
        self.builder, self.marks, self.depth = TreeBuilder(), 0, 0

    def start(self, tag, attributes):
        self._count(1)
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableFile(_("The elements of the file are nested too deep."))
        return self.builder.start(tag, attributes)

    def end(self, tag):
        self.depth -= 1
        return self.builder.end(tag)

    def data(self, text):
        if not text.isspace():
            self._count(linear_scan.marks(text))
        self.builder.data(text)

    def close(self):
        return self.builder.close()

    def _count(self, marks):
        self.marks += marks
        if self.marks > linear_scan.MOST_MARKS_OF_FILE:
            raise UnreadableFile(_("The file has too many tags or lines. Split it."))


def parse(content):
    """Return the root of `content` (bytes). Raise UnreadableFile if it is no question file, or declares entities."""
    try:
        parser = ElementTree.XMLParser(target=BoundedTreeBuilder(), forbid_dtd=True)
        parser.feed(content)
        root = parser.close()
    except DefusedXmlException:
        raise UnreadableFile(_("The file has a document type or entities, which no question file needs.")) from None
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableFile(_("The file is no XML: %(error)s.") % {"error": error}) from None
    if root.tag != "quiz":
        raise UnreadableFile(_("The file is XML, but no Moodle question file: it has no <quiz>."))
    return root


class Item:
    """One <question> element.

    Texts in several languages are read in `language`; `texts.lost` collects the conversion warnings.
    """

    def __init__(self, element, language, pixels=None):
        self.element, self.texts = element, Texts(language, pixels)

    @property
    def kind(self):
        return self.element.get("type", "").strip()

    @property
    def title(self):
        return text_conversion.in_line(multilang.in_language(self.raw("name"), self.texts.language))[:LONGEST_TITLE]

    def raw(self, path):
        """Return the text of <path><text>, or of <path> itself."""
        return said_in(self.element.find(path))

    def is_so(self, path, otherwise=False):
        found = self.element.findtext(path)
        return otherwise if found is None else found.strip().lower() in {"1", "true"}

    def every(self, path):
        return self.element.findall(path)

    def html(self, path):
        """Return (HTML, its picture or None) of <path>."""
        return self.texts.html(*_written(self.element.find(path)))

    def explanation(self, path):
        return self.texts.explanation(*_written(self.element.find(path)))

    def plain(self, element):
        return self.texts.plain(said_in(element), _form(element))

    def feedback(self, element):
        return self.texts.feedback(said_in(element), _form(element))

    def bare(self, element):
        return self.texts.bare(said_in(element))

    def weighed(self, read=None):
        """Return [(text, per cent, feedback)] of the answers.

        `read` reads the text of an answer; the default is `plain`, as HTML unless the answer names another format.
        """
        read = read or self.plain
        return [
            (read(answer), decimal(answer.get("fraction", "0")), self.feedback(answer.find("feedback")))
            for answer in self.every("answer")
        ]


def _written(element):
    """Return (text, format, its files as {name: base64}) of an element."""
    files = [] if element is None else element.findall("file")
    return (
        said_in(element),
        _form(element),
        {file.get("name", ""): file.text or "" for file in files if _is_base64(file)},
    )


def _form(element):
    return "html" if element is None else element.get("format", "html")


def said_in(element):
    """Return the text of <text> in the element, or of the element itself; "" if the element is None."""
    if element is None:
        return ""
    text = element.find("text")
    return ((element.text if text is None else text.text) or "").strip()


def _is_base64(file):
    return file.get("encoding", "").lower() == "base64"
