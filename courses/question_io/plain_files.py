"""Text of question files that are plain text."""

from django.utils.translation import gettext as _

from learning.core.files import encodings

from .question import UnreadableFile


def text_of(content):
    """Return the text of `content` (bytes) with line feeds as line ends.

    Raise UnreadableFile, or `encodings.Uncertain` if its encoding has to be chosen.
    """
    try:
        text = encodings.text_of(content)
    except UnicodeDecodeError:
        raise UnreadableFile(_("The file is damaged: it can't be read as text.")) from None
    if "\0" in text:
        raise UnreadableFile(_("The file holds characters that no text has."))
    return text.replace("\r\n", "\n").replace("\r", "\n")
