"""The funnel: expected, registered, attended, started, completed, each with its share of the one before."""

from django.utils.translation import gettext as _

from learning.reports.small_numbers.percentages import percent

from .bars import Bars, said, stacked
from .labels import number


def funnel(name, title, steps, about=""):
    """`steps`: [(label, number)] in order; a step of which nothing is known (None) is left out.

    A step with a third item that is true is drawn hollow: a target is no count.
    """
    known = [(label, value, any(more)) for label, value, *more in steps if value is not None]
    before = [None, *(value for _label, value, _hollow in known)]
    shares = [_share(value, whole) for (_label, value, _hollow), whole in zip(known, before, strict=False)]
    told = [(label, number(value), share) for (label, value, _hollow), share in zip(known, shares, strict=True)]
    drawn = stacked(
        [
            (label, value, f"{number(value)} · {share}" if share else number(value), is_hollow)
            for (label, value, is_hollow), share in zip(known, shares, strict=True)
        ]
    )
    head = (_("Step"), _("People"), _("Of the step before"))
    return Bars(name, title, about or said(told), head, tuple(told), drawn)


def _share(value, whole):
    """In whole per cent, as `totals.percent` allows; "" for the first step and for a share of too few."""
    share = percent(value, whole) if whole else None
    return "" if share is None else _("%(share)d %%") % {"share": share}
