"""Business errors: why an action was refused, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _


class BusinessError(Exception):
    """An action was refused, and changed nothing.

    Subclasses set `code`, the reason for code and templates, and `sentence`, the reason for people; or they pass the
    sentence to the constructor. `str()` is the sentence in the active language.
    """

    code = "refused"
    sentence = _("This can't be done.")
    # Where the reader continues; "" for the page that sent the request.
    redirect_url = ""

    def __str__(self):
        return super().__str__() or str(self.sentence)
