"""Tags, numbers and categories of question banks, which a quiz does not have."""

from django.utils.translation import gettext as _

from .question import Remark

WHOLE_FILE = 0


def tags(named):
    """Return a sentence on the tags, or "" if there are none."""
    named = ", ".join(filter(None, named))
    return _("Its tags are left behind: %(tags)s.") % {"tags": named} if named else ""


def number(told):
    return _("Its ID number is left behind: %(number)s.") % {"number": told} if told else ""


def categories(named):
    """Return [the Remark on the file] if its questions are in different categories, else [].

    `named` has the category of each question.
    """
    if len(set(named)) < 2:
        return []
    why = _("Its questions stood in several categories. Here they follow one another, in the file's order.")
    return [Remark(WHOLE_FILE, _("The whole file"), why, is_taken=True)]
