"""The texts of one question, as its format hands them over, and what of them is left behind."""

from django.utils.translation import gettext as _

from . import formatting, multilang, pictures, words
from .question import NotTaken


class Texts:
    """Reads them in the `language` that is wanted; `lost` are sentences, each once. `pixels` is the file's budget."""

    def __init__(self, language, pixels=None):
        self.language, self.lost, self.pixels = language, [], pixels or pictures.Pixels()

    def lose(self, *sentences):
        self.lost += [sentence for sentence in sentences if sentence not in self.lost]

    def html(self, text, form, files=None):
        """(HTML, its picture or None); `files` are {name: base64}."""
        markup, picture, losses = pictures.take_out(self._markup(text, form), files or {}, self.pixels)
        self.lose(*losses, *formatting.lost(words.bounded(markup)))
        return words.clean(formatting.without_files(markup)), picture

    def explanation(self, text, form, files=None):
        markup, picture = self.html(text, form, files)
        if picture:
            self.lose(_("The picture in its explanation is left behind."))
        return markup

    def plain(self, text, form):
        """The words of an answer or a side of a pair: a picture in it would be lost without a trace."""
        markup = self._markup(text, form)
        if pictures.has_any(markup):
            raise NotTaken(_("One of its answers is a picture."))
        if pictures.has_recording(markup):
            raise NotTaken(_("One of its answers is a video or a sound."))
        return self._words(markup)

    def feedback(self, text, form):
        markup = self._markup(text, form)
        if pictures.has_any(markup) or pictures.has_recording(markup):
            self.lose(_("The pictures and recordings in its feedback are left behind."))
        return self._words(markup)

    def bare(self, text):
        """What is typed, or chosen from a list: Moodle reads it as it stands, whatever format it names."""
        return words.in_line(words.bounded(self._wanted(text)))

    def _words(self, markup):
        self.lose(*formatting.lost_in_words(words.bounded(markup)))
        return words.plain(markup)

    def _markup(self, text, form):
        wanted = self._wanted(text)
        self.lose(*formatting.lost_in_source(wanted, form))
        return words.as_html(wanted, form)

    def _wanted(self, text):
        if multilang.is_in_several_languages(text):
            self.lose(_("Its words in other languages are left behind."))
        return multilang.in_language(text, self.language)
