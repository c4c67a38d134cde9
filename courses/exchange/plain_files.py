"""Files of questions that are plain text: read as UTF-8, or refused with what to do."""

from django.utils.translation import gettext as _

from .question import Unreadable


def text_of(content):
    """The text of `content` (bytes), its lines ended by a line feed; raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("The file is no text in UTF-8. Save it so.")) from None
    if "\0" in text:
        raise Unreadable(_("The file holds characters that no text has."))
    return text.replace("\r\n", "\n").replace("\r", "\n")
