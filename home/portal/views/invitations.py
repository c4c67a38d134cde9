from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from learning.activities.enrolment.by_focal_point import invite_colleagues
from learning.activities.labels import when
from learning.core.errors import BusinessError

from ..invitations import InvitationForm, offered_to
from .organisation import OfMyOrganisation


class InviteColleaguesView(OfMyOrganisation):
    """Invite colleagues in three steps: paste addresses, check the list, send.

    Nothing is stored between the steps, and no answer shows whether an address is known here.
    """

    def get(self, request):
        return self.form_page(InvitationForm(offered=offered_to(self.organisation)))

    def post(self, request):
        form = InvitationForm(request.POST, offered=offered_to(self.organisation))
        if not form.is_valid() or "edit" in request.POST:
            return self.form_page(form)
        entries, unreadable = form.cleaned_data["text"]
        if "send" in request.POST:
            return self.send(form, entries)
        activity, page = form.chosen
        return self.show(
            "home/portal/invite_colleagues_preview.html",
            form=form,
            page=page,
            when=when(activity),
            entries=entries,
            unreadable=unreadable,
        )

    def form_page(self, form):
        return self.show("home/portal/invite_colleagues.html", form=form)

    def send(self, form, entries):
        if not ratelimit.consume(self.request, action="invite"):
            return ratelimit.respond_429(self.request)
        activity, _page = form.chosen
        try:
            invited = invite_colleagues(activity, entries, self.organisation, by=self.request.user)
        except BusinessError as refused:
            form.add_error("activity", str(refused))
            return self.form_page(form)
        messages.success(
            self.request,
            _(
                "Done. People in your list have a place or are on the waiting list. All others get an invitation, "
                "unless we already sent one for this activity to the address today, or three in all."
            ),
        )
        if invited.full:
            left_out = ", ".join(guest.email for guest in invited.full)
            messages.error(self.request, _("No place was left for: %(people)s") % {"people": left_out})
        return redirect("my_organisation", self.organisation.uuid)
