"""A scope in words: the head of every figure, table and export."""

from django.utils import formats
from django.utils.translation import gettext as _

from learning.activities.choices import ActionLine, Kind, Mode, PartnerRole
from learning.activities.models import Activity, Theme
from learning.people.models import Organisation
from learning.people.reference.places import Region, country_name


def period_in_words(scope):
    """ "2023", "2021–2023", "from 1 June 2026 to 30 June 2026", or "all years"."""
    if scope.year:
        return str(scope.year)
    if scope.is_whole_years:
        return f"{scope.first.year}–{scope.last.year}"
    if not scope.has_period:
        return _("all years")
    first, last = (formats.date_format(day, "DATE_FORMAT") if day else None for day in (scope.first, scope.last))
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    return _("from %(first)s") % {"first": first} if first else _("until %(last)s") % {"last": last}


def comparison_in_words(scope):
    """With what a change compares: "2022"; of a period that is still running, up to which day. "" without a period."""
    before = scope.previous
    if before is None:
        return ""
    if not scope.is_running:
        return period_in_words(before)
    return _("%(period)s, up to the same day") % {"period": period_in_words(before)}


def scope_in_words(scope):
    """The period and all that narrows it but the one activity, in a line."""
    return ", ".join([period_in_words(scope), *(text for _label, text in narrowed_by(scope))])


def narrowed_by(scope):
    """[(label, text)] of what narrows the scope besides its period and its one activity."""
    told = [
        (_("Action line"), scope.action_line and ActionLine(scope.action_line).label),
        (_("Action plan"), scope.plan),
        (_("Kind"), scope.kind and Kind(scope.kind).label),
        (_("Mode"), scope.mode and Mode(scope.mode).label),
        (_("Theme"), scope.theme and _named(Theme, code=scope.theme)),
        (_("Counts as training"), scope.is_training and _("training only")),
        (_("Partner"), scope.partner and _named(Organisation, pk=scope.partner)),
        (_("Partner's role"), scope.partner_role and PartnerRole(scope.partner_role).label),
        (_("Region"), scope.region and Region(scope.region).label),
        (_("Country"), country_name(scope.country)),
        (_("Kind of organisation"), scope.organisation_kind and Organisation.Kind(scope.organisation_kind).label),
        (_("Organisation"), scope.organisation and _named(Organisation, pk=scope.organisation)),
    ]
    return [(label, str(text)) for label, text in told if text]


def head(scope):
    """[(label, text)] for the head of an export: everything that was asked for."""
    one = [(_("Activity"), _named(Activity, pk=scope.activity))] if scope.activity else []
    return [(_("Period"), period_in_words(scope)), *one, *narrowed_by(scope)]


def _named(model, **look_up):
    return str(model.objects.filter(**look_up).first() or _("unknown"))
