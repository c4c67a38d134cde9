"""Columns of figures: the head links to the rule, the number to its people; files get the bare value."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, TitleColumn

from ..measures.definitions import rule_of
from .person_columns import RuledColumn


class TextColumn(Column):
    def __init__(self, name, label, **kwargs):
        super().__init__(name, label=label, sort_key=name, **kwargs)


class NameColumn(TitleColumn):
    """What the row is of, with a link where the row has an address for it and a line beneath where it has a note."""

    cell_template_name = "reports/screens/name_cell.html"

    def __init__(self, name, label, **kwargs):
        super().__init__(name, label=label, sort_key=name, get_url=lambda row: getattr(row, "url", ""), **kwargs)


class NumberColumn(RuledColumn):
    """A figure. `measure` is what the people behind it are counted as; None where nobody stands behind the number."""

    cell_template_name = "reports/admin/figure_cell.html"

    def __init__(self, name, rule=None, label=None, measure=None, **kwargs):
        super().__init__(name, rule_of(rule or name), classname="figures-number", sort_key=name, **kwargs)
        self.label = label or self.label
        self.measure = measure

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        screen, value = parent_context["table"].screen, context["raw_value"]
        context["value"] = self.say(value)
        if value and self.measure:
            context["url"] = screen.people_url(self.measure, getattr(instance, "scope", None))
        return context

    @staticmethod
    def say(value):
        return number(value)


class ShareColumn(NumberColumn):
    @staticmethod
    def say(value):
        return per_cent(value)


class CoveredColumn(ShareColumn):
    """A share with what it is a share of: "54 % (of 82 %)". The row has its `coverage`."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        if context["raw_value"] is not None:
            told = {"share": per_cent(context["raw_value"]), "coverage": per_cent(instance.coverage)}
            context["value"] = _("%(share)s (of %(coverage)s)") % told
        return context


class ChangingColumn(NumberColumn):
    """A number with the change from the one before beneath it: the row's `<name>_change`."""

    cell_template_name = "reports/screens/changing_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "change": signed(getattr(instance, f"{self.name}_change"))}


class ChangeColumn(NumberColumn):
    @staticmethod
    def say(value):
        return signed(value)


def number(value):
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)


def per_cent(value):
    return "–" if value is None else _("%(number)s %%") % {"number": number(value)}


def signed(value):
    """ "+61 %", "−4.5 %", "0 %"; "n/a" where there is nothing to compare with."""
    if value is None:
        return _("n/a")
    shown = abs(value).normalize()
    digits = max(0, -shown.as_tuple().exponent)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    text = number_format(shown, digits, use_l10n=True, force_grouping=True)
    return sign + _("%(number)s %%") % {"number": text}
