"""Privacy pages: the notice for everyone, and each person's own consents, data export and deletion of the account."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from learning.activities.enrolment.consent_form import ConsentForm
from learning.people.privacy import data_export, erasure, retention

from .base import OwnView


def notice(request):
    """Show which personal data is stored, why, for how long and who sees it, in plain words."""
    return render(request, "home/portal/privacy_notice.html", {"rules": retention.registered()})


class PrivacyView(OwnView):
    """Consents, data export, and deletion of the account."""

    def get(self, request):
        return self.show(ConsentForm(person=self.person))

    def post(self, request):
        form = ConsentForm(request.POST, person=self.person)
        if not form.is_valid():
            return self.show(form)
        form.save()
        messages.success(request, _("Your answers are saved."))
        return redirect("privacy")

    def show(self, form):
        return render(self.request, "home/portal/privacy.html", {"form": form})


@method_decorator(reauthentication_required, name="dispatch")
class DataExportView(OwnView):
    """Return the data export of the reader as a zip, after re-authentication: it contains all their personal data."""

    http_method_names = ["post"]

    def post(self, request):
        name = f"metropolis-learning-{timezone.localdate():%Y-%m-%d}.zip"
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(
            data_export.zipped(self.person, request.user), content_type="application/zip", headers=disposition
        )


@method_decorator(reauthentication_required, name="dispatch")
class DeleteAccountView(OwnView):
    """Show what is deleted and what is kept, then erase the account."""

    def get(self, request):
        return render(request, "home/portal/delete_account.html")

    def post(self, request):
        erasure.erase(self.person, by=request.user)
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for learning with us."))
        return redirect("/")
