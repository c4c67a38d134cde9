"""What Moodle's orderings can do that ours don't: ask for some of the things, and count a place in other ways."""

from django.utils.translation import gettext as _

WHOLE = {"", "0", "ALL", "EXACT"}
BY_PLACE = {"", "0", "ABS", "ABSOLUTE", "ABSOLUTE_POSITION"}


def lost(asked, counted):
    """By the names of its `selecttype` and `gradingtype`."""
    told = (
        (asked, WHOLE, _("All of its things are asked, not a selection.")),
        (
            counted,
            BY_PLACE,
            _("Each thing in its own place gives its share of the points here, and nothing else does."),
        ),
    )
    return [sentence for name, ours, sentence in told if name.strip().upper() not in ours]
