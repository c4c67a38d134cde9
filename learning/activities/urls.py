from django.urls import path

from .views import assignment, calendar, enrolment

urlpatterns = [
    path("<uuid:key>/enrol/", enrolment.EnrolView.as_view(), name="enrol"),
    path("<uuid:key>/withdraw/", enrolment.WithdrawView.as_view(), name="withdraw"),
    path("<uuid:key>/assignments/", assignment.AssignmentsView.as_view(), name="assignments"),
    path("<uuid:key>/assignments/<int:pk>/", assignment.AssignmentView.as_view(), name="assignment"),
    path(
        "<uuid:key>/assignments/<int:pk>/files/<int:submission>/",
        assignment.SubmittedFileView.as_view(),
        name="submitted_file",
    ),
    path("<uuid:key>/calendar.ics", calendar.sessions_ics, name="calendar"),
]
