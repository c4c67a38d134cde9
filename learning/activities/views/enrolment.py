from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from learning.core.errors import BusinessError
from learning.people.accounts.person_of_account import person_of
from learning.people.models import Organisation

from .. import errors
from ..enrolment import actions as enrolment_actions
from ..enrolment.form import EnrolForm
from ..enrolment.state import enrolment_state_of
from ..models import Activity
from ..pages.lookup import pages_of, path_of


def is_uuid(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False


class ActivityView(LoginRequiredMixin, View):
    """Base of views about one activity for the logged-in reader, with the link back to its page."""

    def setup(self, request, *args, key, **kwargs):
        super().setup(request, *args, key=key, **kwargs)
        self.person = person_of(request.user)
        self.activity = get_object_or_404(Activity.objects.with_seats().prefetch_related("sessions"), key=key)
        self.page = pages_of([key], get_language()).get(key)
        if self.page is None:
            raise Http404

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.person is None:
            return redirect("account_email_verification_sent")
        return super().dispatch(request, *args, **kwargs)

    @property
    def back(self):
        return path_of(self.page)

    def show(self, request, template, status=200, **context):
        context = {
            "activity": self.activity,
            "page": self.page,
            "back": self.back,
            "standing": enrolment_state_of(self.activity, self.person),
            **context,
        }
        return render(request, template, context, status=status)


class EnrolView(ActivityView):
    """Form to enrol, with the organisation. The activity's page posts the same form if the profile is complete."""

    def get(self, request, key):
        if not enrolment_state_of(self.activity, self.person).can_enrol:
            return redirect(self.back)
        return self.show(request, "activities/enrol.html", form=EnrolForm(person=self.person, initial=self.asked_for()))

    def asked_for(self):
        """Return initial values from `?for=<uuid>` of an invitation: its organisation, which the reader may change."""
        uuid = self.request.GET.get("for", "")
        body = Organisation.objects.canonical().filter(uuid=uuid, is_confirmed=True).first() if is_uuid(uuid) else None
        return {"organisation": body.label} if body else {}

    def post(self, request, key):
        form = EnrolForm(request.POST, person=self.person)
        if not form.is_valid():
            return self.show(request, "activities/enrol.html", form=form)
        try:
            self.refuse_if_full()
            enrolment = form.enrol(self.activity)
        except BusinessError as refused:
            messages.error(request, str(refused))
            return redirect(self.back)
        if enrolment.is_waiting:
            messages.success(request, _("You are on the waiting list. We send you an e-mail when you get a place."))
        else:
            messages.success(request, _("You are enrolled. We have sent you an e-mail with the details."))
        return redirect(self.back)

    def refuse_if_full(self):
        """Raise `Full` for an activity that was full when the request came, without waiting for its lock.

        Of many people who want the last place at once, only the first few then queue for the lock.
        """
        activity = self.activity
        is_full = activity.capacity is not None and activity.seats_taken >= activity.capacity
        if is_full and not activity.has_waiting_list and enrolment_state_of(activity, self.person).code == "full":
            raise errors.Full()


class WithdrawView(ActivityView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.enrolment = enrolment_actions.enrolment_of(self.activity, self.person) if self.person else None

    def get(self, request, key):
        if not self.enrolment or not (self.enrolment.is_enrolled or self.enrolment.is_waiting):
            return redirect(self.back)
        return self.show(request, "activities/withdraw.html")

    def post(self, request, key):
        if self.enrolment is None:
            raise Http404
        enrolment_actions.withdraw(self.enrolment, by=request.user)
        messages.success(request, _("You are no longer enrolled. Thank you for making room."))
        return redirect(self.back)
