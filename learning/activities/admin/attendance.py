from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learning.core.errors import BusinessError

from .. import labels
from ..attendance import check_in
from ..forms.checkbox_list import ticked
from . import access


class AttendanceView(access.OfOneActivity, WagtailAdminTemplateMixin, TemplateView):
    """Check-in list of one session. Only changed checkboxes are saved, so that two officers can work at once."""

    page_title = gettext_lazy("Attendance")
    template_name = "activities/admin/attendance.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.sessions = self.activity.timetable
        self.session = self._session(kwargs.get("session"))

    def _session(self, pk):
        if pk is None:
            return self._nearest()
        found = [session for session in self.sessions if session.pk == pk]
        if not found:
            raise Http404
        return found[0]

    def _nearest(self):
        """Return the last session that has begun, whose list is likely to be edited, else the first session."""
        begun = [session for session in self.sessions if session.starts_at <= timezone.now()]
        return begun[-1] if begun else next(iter(self.sessions), None)

    def listed(self):
        found = check_in.on_the_list(self.session)
        return found.select_related("person__merged_into__merged_into", "organisation").order_by("person__name", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.session is None:
            return {**context, "session": None}
        there, minutes = check_in.checked_in(self.session), check_in.other_minutes(self.session)
        rows = [
            {"enrolment": enrolment, "is_there": enrolment.pk in there, "minutes": minutes.get(enrolment.pk)}
            for enrolment in self.listed()
        ]
        return {
            **context,
            "session": self.session,
            "when": labels.moment(self.session.starts_at, self.session.zone),
            "sessions": [
                (
                    session,
                    self.address("attendance_of_session", session.pk),
                    labels.moment(session.starts_at, session.zone),
                )
                for session in self.sessions
            ],
            "rows": rows,
            "came": sum(row["is_there"] for row in rows),
        }

    def post(self, request, *args, **kwargs):
        if self.session is None:
            raise Http404
        before, now = ticked(request.POST, "was"), ticked(request.POST, "is")
        if "everyone" in request.POST:
            now = set(self.listed().values_list("pk", flat=True))
        try:
            added, undone = check_in.check(self.session, came=now - before, left_out=before - now, by=request.user)
        except BusinessError as refused:
            messages.error(request, str(refused))
        else:
            said = _("Saved: %(added)d checked in, %(undone)d taken back.") % {"added": added, "undone": undone}
            messages.success(request, said)
        return redirect(self.address("attendance_of_session", self.session.pk))
