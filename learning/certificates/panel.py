"""Panel on an activity's page in the admin: numbers of certificates issued and waiting."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from .issuance import eligibility
from .models import Award, Certificate


class CertificatesPanel(Component):
    template_name = "certificates/admin/panel.html"

    def __init__(self, activity):
        self.activity = activity

    def get_context_data(self, parent_context):
        return {
            "gives": Award.of(self.activity).given.label,
            "issued": Certificate.objects.standing().filter(enrolment__activity=self.activity).count(),
            "waiting": sum(found.count() for found in eligibility.waiting(self.activity).values()),
            "url": reverse("certificates_of_activity", args=[self.activity.pk]),
        }


def make(activity, request):
    return CertificatesPanel(activity) if request.user.has_perm("certificates.issue_certificate") else None
