"""Facts of a certificate, collected when it is issued and stored as JSON: pages, partners and hours may change later.

language     the holder's, in which the certificate is written
title        the activity's, in that language if it has a page in it
activity     its kind, as "course"
first_on, last_on, precision
             ISO days: when the activity took place or, for self-paced ones, from start to completion
completed_on for completion only
minutes      learning time (counting.md): live minutes and the nominal ones of lessons; None if nothing is known
mode, place, country
partners     [[name, role], …]
signatories  [{"name", "title", "image": id of an image or None}, …]
issuer       name of the issuer
written_for  country of the organisation represented: selects the Chinese, Japanese or Korean form of characters
"""

from django.conf import settings

from learning.activities.attendance.presence import live_minutes
from learning.activities.pages.lookup import best_for, speaking_of

from ..choices import Kind
from ..models import Award


class Facts:
    """Facts of one activity, queried once for any number of certificates."""

    def __init__(self, activity):
        self.activity, self.award = activity, Award.of(activity)
        self.pages = speaking_of([activity.key]).get(activity.key, [])
        signatories = self.award.signatories.all() if self.award.pk else ()
        self.signatories = [{"name": one.name, "title": one.title, "image": one.image_id} for one in signatories]
        self.partners = [[one.organisation.name, one.role] for one in activity.partners.select_related("organisation")]

    def of(self, enrolments, kind):
        """Return {enrolment id: facts}. One query, for live minutes."""
        minutes = live_minutes(enrolments)
        return {one.pk: self._of(one, kind, minutes[one.pk]) for one in enrolments}

    def _of(self, enrolment, kind, live):
        activity, language = self.activity, enrolment.person.canonical.language
        done_on = self._completed_on(enrolment) if kind == Kind.COMPLETION else None
        return {
            "language": language,
            "title": best_for(self.pages, language).title if self.pages else activity.title,
            "activity": activity.kind,
            **self._days(enrolment, done_on),
            "completed_on": done_on and done_on.isoformat(),
            "minutes": self._minutes(enrolment, kind, live),
            "mode": activity.mode,
            "place": activity.place,
            "country": activity.country,
            "partners": self.partners,
            "signatories": self.signatories,
            "issuer": settings.CERTIFICATE_ISSUER,
            "written_for": enrolment.country,
        }

    def _completed_on(self, enrolment):
        return enrolment.completed_on

    def _minutes(self, enrolment, kind, live):
        """Return the minutes of learning time. Completion without any recorded time counts as the expected minutes."""
        known = round(live + enrolment.lesson_minutes)
        return known or (self.activity.expected_minutes if kind == Kind.COMPLETION else None)

    def _days(self, enrolment, done_on):
        activity, sessions = self.activity, self.activity.timetable
        if sessions:
            first, last, precision = sessions[0].day, sessions[-1].day, "day"
        elif activity.starts_on:
            first, last, precision = activity.starts_on, activity.ends_on or activity.starts_on, activity.precision
        else:
            first, last, precision = enrolment.started_on or done_on, done_on, "day"
        if first and last and first > last:
            first = last
        return {
            "first_on": first and first.isoformat(),
            "last_on": last and last.isoformat(),
            "precision": precision,
        }
