from itertools import islice

from django.utils.translation import get_language, override

# How many rows are written at once: enough to be quick, few enough to be forgotten soon.
AT_ONCE = 1000


def pieces(rows):
    """`rows` in lists of AT_ONCE, made in the language of now: it is another by the time a file is sent."""
    return _pieces(iter(rows), get_language())


def _pieces(rows, language):
    while piece := _taken(rows, language):
        yield piece


def _taken(rows, language):
    with override(language):
        return list(islice(rows, AT_ONCE))
