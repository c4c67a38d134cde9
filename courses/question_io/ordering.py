"""Features of Moodle's ordering questions that ours don't have."""

from django.utils.translation import gettext as _

WHOLE = {"0", "ALL", "EXACT"}
BY_PLACE = {"0", "ABS", "ABSOLUTE", "ABSOLUTE_POSITION"}


def lost(selection, count, grading, items):
    """By the names of its `selecttype` and `gradingtype`; `count` of its `items` are asked where that is a selection.

    Without a name Moodle asks for some at random, and counts what follows what.
    """
    is_part = selection.strip().upper() not in WHOLE and 0 < count < items
    told = (
        (is_part, _("All of its things are asked, not a selection.")),
        (
            grading.strip().upper() not in BY_PLACE,
            _("Each thing in its own place gives its share of the points here, and nothing else does."),
        ),
    )
    return [sentence for is_lost, sentence in told if is_lost]
