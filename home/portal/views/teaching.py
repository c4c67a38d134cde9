"""Pages of trainers: activities they teach, participants, attendance."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.cache import never_cache

from learning.activities.assignments import access as submission_access
from learning.activities.attendance import check_in
from learning.activities.choices import Role
from learning.activities.forms.checkbox_list import ticked
from learning.activities.models import Activity
from learning.activities.pages.lookup import pages_of, path_of
from learning.activities.sessions.timetable import Clock
from learning.core.errors import BusinessError
from learning.people.accounts import access
from learning.people.accounts.person_of_account import person_of

from ..teaching import materials_on, participants_of, programme_of, with_attendance
from .base import OwnObjectView
from .people_list import PeoplePage


@login_required
@never_cache
def teaching(request):
    person = person_of(request.user)
    appearances = programme_of(person) if person else []
    taught = next((one.activity for one in appearances if one.is_trainer), None)
    if taught:
        access.require_to_look_after(request, taught)
    return render(request, "home/portal/teaching.html", {"appearances": appearances})


class OfTaughtActivity(OwnObjectView):
    """View about an activity of which the reader is a trainer."""

    def look_up(self, key):
        self.activity = get_object_or_404(Activity.objects.prefetch_related("sessions"), key=key)
        access.require_to_look_after(self.request, self.activity)

    def show(self, template, **context):
        return render(self.request, template, {"activity": self.activity, **context})


class TaughtView(OfTaughtActivity):
    """Participants, attendance and materials."""

    def get(self, request):
        page = pages_of([self.activity.key], get_language()).get(self.activity.key)
        listed = PeoplePage.of(self.request, participants_of(self.activity))
        return self.show(
            "home/portal/taught.html",
            participants=with_attendance(self.activity, listed.rows),
            **listed.context,
            waiting=self.activity.enrolments.queue().filter(role=Role.PARTICIPANT).count(),
            sessions=[(session, Clock.of(session, session.time_zone)) for session in self.activity.timetable],
            materials=materials_on(page) if page else [],
            url=path_of(page) if page else "",
            assignments=submission_access.assignments_of(self.activity),
        )


class TrainerAttendanceView(OfTaughtActivity):
    """Attendance at one session.

    Saves only the ticks that were changed, so an officer can work on it at the same time.
    """

    def look_up(self, key, session):
        super().look_up(key)
        found = [one for one in self.activity.timetable if one.pk == session]
        if not found:
            raise Http404
        self.session = found[0]

    def get(self, request):
        session = self.session
        on_the_list = check_in.participants_on_the_list(session)
        participants = on_the_list.select_related("person__merged_into__merged_into", "organisation")
        listed = PeoplePage.of(request, participants.order_by("person__name", "pk"))
        there = check_in.checked_in(session, listed.rows)
        minutes = check_in.other_minutes(session, listed.rows)
        return self.show(
            "home/portal/attendance.html",
            session=session,
            clock=Clock.of(session, session.time_zone),
            refused=check_in.refusal(self.activity, session),
            rows=[(enrolment, enrolment.pk in there, minutes.get(enrolment.pk)) for enrolment in listed.rows],
            on_the_list=on_the_list.count(),
            came=on_the_list.filter(pk__in=check_in.checked_in(session)).count(),
            **listed.context,
        )

    def post(self, request):
        session = self.session
        before, now = ticked(request.POST, "was"), ticked(request.POST, "is")
        try:
            added, undone = check_in.mark(session, came=now - before, left_out=before - now, by=request.user)
        except BusinessError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, self.said(added, undone))
        return redirect(request.get_full_path())

    @staticmethod
    def said(added, undone):
        said = ngettext("Saved: %(number)d person marked as there.", "Saved: %(number)d people marked as there.", added)
        said = said % {"number": added}
        if undone:
            taken = ngettext("%(number)d mark taken back.", "%(number)d marks taken back.", undone)
            said = f"{said} {taken % {'number': undone}}"
        return said
