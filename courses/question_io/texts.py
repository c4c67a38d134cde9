"""The texts of one question of a file, and what of them is lost."""

from django.utils.translation import gettext as _

from . import formatting_warnings, images, multilang, text_conversion
from .question import NotTaken


class Texts:
    """Converts texts in the wanted `language`.

    `lost` are conversion warnings, each once; `pixels` is the file's budget.
    """

    def __init__(self, language, pixels=None):
        self.language, self.lost, self.pixels = language, [], pixels or images.Pixels()

    def lose(self, *sentences):
        self.lost += [sentence for sentence in sentences if sentence not in self.lost]

    def html(self, text, form, files=None):
        """Return (HTML, its picture or None). `files` is {name: base64}."""
        markup, picture, losses = images.take_out(self._markup(text, form), files or {}, self.pixels)
        self.lose(*losses, *formatting_warnings.lost(text_conversion.bounded(markup)))
        return text_conversion.clean(formatting_warnings.without_files(markup)), picture

    def explanation(self, text, form, files=None):
        markup, picture = self.html(text, form, files)
        if picture:
            self.lose(_("The picture in its explanation is left behind."))
        return markup

    def plain(self, text, form):
        """Return the words of an answer or of a side of a pair.

        Raise NotTaken for a picture or recording, which would be lost without a trace.
        """
        markup = self._markup(text, form)
        if images.has_any(markup):
            raise NotTaken(_("One of its answers is a picture."))
        if images.has_recording(markup):
            raise NotTaken(_("One of its answers is a video or a sound."))
        return self._words(markup)

    def feedback(self, text, form):
        markup = self._markup(text, form)
        if images.has_any(markup) or images.has_recording(markup):
            self.lose(_("The pictures and recordings in its feedback are left behind."))
        return self._words(markup)

    def bare(self, text):
        """Return a text that is typed or chosen from a list: Moodle reads it literally, whatever format it names."""
        return text_conversion.in_line(text_conversion.bounded(self._wanted(text)))

    def _words(self, markup):
        self.lose(*formatting_warnings.lost_in_words(text_conversion.bounded(markup)))
        return text_conversion.plain(markup)

    def _markup(self, text, form):
        wanted = self._wanted(text)
        self.lose(*formatting_warnings.lost_in_source(wanted, form))
        return text_conversion.as_html(wanted, form)

    def _wanted(self, text):
        if multilang.is_in_several_languages(text):
            self.lose(_("Its words in other languages are left behind."))
        return multilang.in_language(text, self.language)
