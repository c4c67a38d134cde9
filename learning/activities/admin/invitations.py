from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learning.core.errors import BusinessError

from ..enrolment import by_officer
from ..forms import InviteForm, PastedForm, WalkInForm
from . import access


class InviteView(access.OfOneActivity, WagtailAdminTemplateMixin, TemplateView):
    """Enrol colleagues from pasted addresses: paste, preview, confirm. Only the pasted text is kept meanwhile."""

    page_title = gettext_lazy("Enrol colleagues")
    template_name = "activities/admin/invite.html"

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=PastedForm()))

    def post(self, request, *args, **kwargs):
        form = PastedForm(request.POST)
        if not form.is_valid() or "edit" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        return self._look_or_invite(form, *form.cleaned_data["text"])

    def _look_or_invite(self, form, entries, unreadable):
        guests = by_officer.guests(self.activity, entries)
        coming = [guest for guest in guests if not guest.is_there_already]
        confirm = InviteForm(
            self.request.POST if "confirm" in self.request.POST else None,
            initial={"text": form["text"].value()},
            asks_organisation=any(guest.organisation is None for guest in coming),
        )
        if coming and confirm.is_valid():
            return self._invite(confirm, entries)
        context = self.get_context_data(form=confirm, guests=guests, coming=coming, unreadable=unreadable)
        self.template_name = "activities/admin/invite_preview.html"
        return self.render_to_response(context)

    def _invite(self, confirm, entries):
        try:
            with transaction.atomic():
                organisation = confirm.chosen_organisation()
                invited = by_officer.invite(self.activity, entries, organisation=organisation, by=self.request.user)
        except BusinessError as refused:
            messages.error(self.request, str(refused))
        else:
            self._tell(invited)
        return redirect(self.address("participants"))

    def _tell(self, invited):
        enrolled, waiting = len(invited.enrolled), len(invited.waiting)
        said = ngettext("%(number)d person enrolled.", "%(number)d people enrolled.", enrolled) % {"number": enrolled}
        if waiting:
            said += " " + _("%(number)d on the waiting list.") % {"number": waiting}
        messages.success(self.request, said)
        if invited.full:
            left_out = ", ".join(guest.email for guest in invited.full)
            messages.error(self.request, _("No place was left for: %(people)s") % {"people": left_out})


class WalkInView(access.OfOneActivity, WagtailAdminTemplateMixin, FormView):
    page_title = gettext_lazy("Add a walk-in")
    template_name = "activities/admin/walk_in.html"
    form_class = WalkInForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "activity": self.activity}

    def get_initial(self):
        return {"session": self.request.GET.get("session")}

    def form_valid(self, form):
        given = form.cleaned_data
        try:
            with transaction.atomic():
                enrolment = by_officer.walk_in(
                    given["session"],
                    name=given["name"],
                    email=given["email"],
                    organisation=form.chosen_organisation(),
                    by=self.request.user,
                )
        except BusinessError as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("%(person)s is checked in.") % {"person": enrolment.person.canonical})
        return redirect(self.address("attendance_of_session", given["session"].pk))
