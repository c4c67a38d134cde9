from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from learning.people.names import clean_name

from ..forms import LetterForm
from ..notifications import officer_message
from . import access


class WriteView(access.OfOneActivity, WagtailAdminTemplateMixin, FormView):
    """Write an e-mail to participants: edit, preview with the number of recipients, send."""

    page_title = gettext_lazy("Write to participants")
    template_name = "activities/admin/write.html"
    form_class = LetterForm

    def get_initial(self):
        return {"audience": officer_message.Audience.ENROLLED}

    def form_valid(self, form):
        letter = form.cleaned_data
        if "send" in self.request.POST:
            return self._send(letter)
        if "edit" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        preview = {
            "subject": clean_name(letter["subject"]),
            "audience": officer_message.Audience(letter["audience"]).label,
            "recipients": officer_message.recipients(self.activity, letter["audience"]),
        }
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def _send(self, letter):
        number = officer_message.write(
            self.activity, letter["audience"], subject=letter["subject"], text=letter["text"]
        )
        log(
            self.activity,
            "activities.write",
            user=self.request.user,
            data={"subject": clean_name(letter["subject"]), "number": number},
        )
        said = ngettext("Sent to %(number)d person.", "Sent to %(number)d people.", number) % {"number": number}
        messages.success(self.request, said)
        return redirect(self.address("inspect"))

    def get_context_data(self, **kwargs):
        numbers = [
            (value, label, len(officer_message.recipients(self.activity, value)))
            for value, label in officer_message.Audience.choices
        ]
        context = super().get_context_data(**kwargs)
        context["form"].fields["audience"].choices = [
            (value, _("%(audience)s (%(number)d)") % {"audience": label, "number": number})
            for value, label, number in numbers
        ]
        return context
