"""Reasons from attendance and rules why an activity is not completed yet."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..assignments.requirements import still_asked
from ..attendance.presence import presence_of
from ..choices import Completion
from ..joint.rows import ids_of
from . import requirement_changes, rules
from .explanation import Changed, MissingRequirement


def attendance(case):
    """Yield how many sessions are still needed, which were too short, and which are to come.

    One query, none after the end.
    """
    activity = case.activity
    if activity.completion != Completion.ATTENDANCE or case.is_completed:
        return
    sessions = activity.timetable
    if not sessions:
        yield MissingRequirement("attendance", _("Its sessions have no date yet: you find them here when they have."))
        return
    needed = -(-len(sessions) * activity.attendance_share // 100)
    if activity.is_over:
        yield MissingRequirement("attendance", f"{_too_late(sessions, needed)} {_sorry()}")
        return
    attended, minutes = presence_of(activity, case.enrolment)
    if len(sessions) > 1:
        yield MissingRequirement("attendance", _so_far(len(attended), needed))
    for session in sessions:
        if session in minutes and session not in attended:
            yield MissingRequirement("attendance", _too_short(activity, session, minutes[session]))
    ahead = [session for session in sessions if session.ends_at > timezone.now() and session not in attended]
    yield MissingRequirement("attendance", _what_next(needed - len(attended), ahead, len(sessions)))


def _too_late(sessions, needed):
    if len(sessions) == 1:
        return _("It is over, and you are not noted as having been there for as long as it takes.")
    said = ngettext(
        "It is over, and you are noted at fewer than the %(needed)d session that is needed.",
        "It is over, and you are noted at fewer than the %(needed)d sessions that are needed.",
        needed,
    )
    return said % {"needed": needed}


def _so_far(attended, needed):
    said = ngettext(
        "You have attended %(attended)d of the %(needed)d session that is needed.",
        "You have attended %(attended)d of the %(needed)d sessions that are needed.",
        needed,
    )
    return said % {"attended": attended, "needed": needed}


def _too_short(activity, session, minutes):
    needed = min(timedelta(minutes=activity.minimum_minutes), session.ends_at - session.starts_at)
    told = {"day": _day(session), "minutes": minutes, "needed": int(needed.total_seconds() // 60)}
    return _("On %(day)s you were there for %(minutes)d of the %(needed)d minutes that make it count.") % told


def _what_next(lacking, ahead, held):
    days = {"days": get_text_list([_day(session) for session in ahead], pgettext("between the last two", "and"))}
    if lacking <= len(ahead):
        return _("Still to come: %(days)s.") % days if held > 1 else _("It takes place on %(days)s.") % days
    said = ngettext(
        "Only %(left)d session is still to come, too few to complete it by attending.",
        "Only %(left)d sessions are still to come, too few to complete it by attending.",
        len(ahead),
    )
    return f"{said % {'left': len(ahead)}} {_sorry()}"


def _sorry():
    return _("If you were there and it is not noted here, tell the learning officers: attendance can be mended.")


def _day(session):
    return date_format(session.day, "MONTH_DAY_FORMAT")


def assignments(case):
    """Yield the required assignments not passed, and those that became required after the person enrolled.

    One query if the activity requires any.
    """
    if case.is_completed or not case.activity.requires_assignment:
        return
    asked = still_asked(case.activity, ids_of(case.enrolment))
    if asked:
        text = ngettext(
            "%(count)d assignment is still to hand in or to pass.",
            "%(count)d assignments are still to hand in or to pass.",
            len(asked),
        )
        addresses = {str(one.key): reverse("assignment", args=[case.activity.key, one.pk]) for one in asked}
        links = tuple((one.title, addresses[str(one.key)]) for one in asked)
        yield MissingRequirement("assignments", text % {"count": len(asked)}, links)
        since = {change["assignment"]: change["at"] for change in case.noted(requirement_changes.WORK_REQUIRED)}
        for one in asked:
            if str(one.key) in since:
                told = _("“%(title)s” has become part of what completes it.") % {"title": one.title}
                yield Changed(since[str(one.key)], told, addresses[str(one.key)])


def rules_changed(case):
    """Yield one sentence if the rules differ from those at enrolment, however often they changed.

    Yields nothing if they are again as at enrolment, or if the activity is completed.
    """
    changes = case.noted(requirement_changes.RULES_CHANGED)
    if changes and changes[0]["before"] != rules.of(case.activity) and not case.is_completed:
        text = _("What completes it was changed. %(now)s Before, it said: “%(before)s”") % {
            "now": rules.in_words(rules.of(case.activity)),
            "before": rules.in_words(changes[0]["before"]),
        }
        yield Changed(changes[-1]["at"], text)
