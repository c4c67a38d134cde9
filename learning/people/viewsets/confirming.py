from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.log_actions import log

from ..choosing import look_alikes
from ..models import Organisation
from .merging import OneRowView


class ConfirmView(OneRowView):
    """A proposed organisation beside those that look like it: it is new, or it is one of them."""

    model = Organisation
    page_title = _("Confirm")
    header_icon = "check"
    template_name = "people/admin/confirm.html"

    def post(self, request, *args, **kwargs):
        self.row.is_confirmed = True
        self.row.save(update_fields=["is_confirmed"])
        log(self.row, "people.confirm")
        messages.success(
            request,
            _("%(row)s is confirmed. Say where it is and what kind it is: figures need both.") % {"row": self.row},
        )
        return redirect(self.address("edit", self.row.pk))

    def get_context_data(self, **kwargs):
        alike = [body for body in look_alikes(self.row.name) if body != self.row]
        return super().get_context_data(alike=alike, merge=self.address("merge", self.row.pk), **kwargs)
