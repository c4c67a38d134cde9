"""Tags, numbers and categories of question banks, which a quiz does not have."""

from django.utils.translation import gettext as _

from .question import Remark

WHOLE_FILE = 0


def tags(named):
    """A sentence, or "" where there are none."""
    named = ", ".join(filter(None, named))
    return _("Its tags are left behind: %(tags)s.") % {"tags": named} if named else ""


def number(told):
    return _("Its ID number is left behind: %(number)s.") % {"number": told} if told else ""


def categories(named):
    """[the Line on the file], where not all of its questions stood in the same; `named` has that of each question."""
    if len(set(named)) < 2:
        return []
    why = _("Its questions stood in several categories. Here they follow one another, in the file's order.")
    return [Remark(WHOLE_FILE, _("The whole file"), why, is_taken=True)]
