"""On the admin's home: how many mails were not sent."""

from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from ..models import OutgoingEmail


class NotSentPanel(Component):
    """Nothing where all mail is sent."""

    order = 30
    template_name = "core/admin/not_sent_panel.html"

    def get_context_data(self, parent_context=None):
        number = OutgoingEmail.objects.not_sent().count()
        said = ngettext("%(number)d mail was not sent.", "%(number)d mails were not sent.", number)
        return {"said": number and said % {"number": number}}
