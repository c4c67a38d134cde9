from django.urls import path

from .views import calendar, enrolment

urlpatterns = [
    path("<uuid:key>/enrol/", enrolment.EnrolView.as_view(), name="enrol"),
    path("<uuid:key>/withdraw/", enrolment.WithdrawView.as_view(), name="withdraw"),
    path("<uuid:key>/calendar.ics", calendar.sessions_ics, name="calendar"),
]
