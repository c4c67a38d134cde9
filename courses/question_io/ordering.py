"""Features of Moodle's ordering questions that ours don't have."""

from django.utils.translation import gettext as _

WHOLE = {"0", "ALL", "EXACT"}
BY_PLACE = {"0", "ABS", "ABSOLUTE", "ABSOLUTE_POSITION"}


def lost(selection, count, grading, items):
    """Return the conversion warnings for the names of `selecttype` and `gradingtype` in the file.

    `count` of the `items` are asked if there is a selection. Without a name, Moodle asks a random selection and grades
    which item follows which.
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
