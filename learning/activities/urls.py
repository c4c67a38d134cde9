from django.urls import path

from .views import enrolment

urlpatterns = [
    path("<uuid:key>/enrol/", enrolment.EnrolView.as_view(), name="enrol"),
    path("<uuid:key>/withdraw/", enrolment.WithdrawView.as_view(), name="withdraw"),
]
