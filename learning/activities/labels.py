"""Short labels for lists: when an activity takes place, who a person is."""

from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.people.reference.places import country_name

from .choices import Completion, Precision
from .sessions.timetable import city_of

DAY = "DATE_FORMAT"


def when(activity):
    """Return the dates in one line: "12 March 2026, 15:00 (Dakar)", "12–14 March 2026, 3 sessions", "2023".

    No query if the sessions are prefetched.
    """
    sessions = activity.timetable
    if len(sessions) == 1:
        return f"{moment(sessions[0].starts_at, sessions[0].zone)} ({city_of(sessions[0].time_zone)})"
    if sessions:
        days = span(sessions[0].day, sessions[-1].day)
        held = ngettext("%(number)d session", "%(number)d sessions", len(sessions)) % {"number": len(sessions)}
        return f"{days}, {held}"
    return known_days(activity)


def known_days(activity, day=DAY):
    """Return the dates of an activity without sessions, in the precision in which they are known."""
    if activity.starts_on is None:
        return _("Date to be announced") if activity.awaits_date else _("Any time")
    if activity.precision == Precision.YEAR:
        return str(activity.starts_on.year)
    if activity.precision == Precision.MONTH:
        return formats.date_format(activity.starts_on, "YEAR_MONTH_FORMAT")
    return span(activity.starts_on, activity.ends_on or activity.starts_on, day)


def span(first, last, day=DAY):
    """Return a range of days without repeating month or year: "12–14 March 2026", "30 March – 2 April 2026"."""
    end = formats.date_format(last, day)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = formats.date_format(first, "MONTH_DAY_FORMAT" if first.year == last.year else day)
    return f"{start} – {end}"


def moment(at, zone):
    """Format the moment `at` as date and time in `zone`."""
    local = timezone.localtime(at, zone)
    return formats.date_format(local, "DATETIME_FORMAT")


def places(activity):
    """Return "12 / 20" (taken / capacity), or "12" if the capacity is unlimited."""
    return str(activity.enrolled) if activity.capacity is None else f"{activity.enrolled} / {activity.capacity}"


def facts(activity):
    """Return [(label, text)] of the facts that officers look up; facts without a value are left out."""
    told = [
        (_("Kind"), activity.get_kind_display()),
        (_("When"), when(activity)),
        (
            _("Where"),
            ", ".join(filter(None, [activity.get_mode_display(), activity.place, country_name(activity.country)])),
        ),
        (_("Languages"), ", ".join(str(language) for language in activity.languages.all())),
        (_("Who may enrol"), activity.get_access_display()),
        (_("Enrolment opens"), activity.opens_at and on_its_clock(activity, activity.opens_at)),
        (_("Enrolment closes"), activity.closes_at and on_its_clock(activity, activity.closes_at)),
        (_("Completed by"), completion(activity)),
        (_("Action line"), activity.get_action_line_display()),
        (_("Action plan"), activity.plan),
        (_("Themes"), ", ".join(str(theme) for theme in activity.themes.all())),
        (_("Partners"), ", ".join(str(partner) for partner in activity.partners.all())),
        (_("Part of"), activity.parent),
        (_("Its parts"), ", ".join(str(child) for child in activity.children.all())),
    ]
    return [(label, text) for label, text in told if text]


def on_its_clock(activity, at):
    return f"{moment(at, ZoneInfo(activity.time_zone))} ({activity.time_zone})"


def completion(activity):
    if activity.completion == Completion.ATTENDANCE:
        return _("%(share)d %% of the sessions attended") % {"share": activity.attendance_share}
    return activity.get_completion_display()


def facts_in_short(activity):
    """Return the texts that the page editor shows beside the page: status, dates, mode, places, access."""
    return [
        activity.get_status_display(),
        when(activity),
        activity.get_mode_display(),
        _("%(places)s enrolled") % {"places": places(activity)},
        activity.get_access_display(),
    ]
