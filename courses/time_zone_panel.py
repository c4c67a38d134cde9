"""The time zone of moments in the admin: that of the editor's account."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel


def on_whose_clock():
    zone = timezone.get_current_timezone_name()
    return _("On the clock of %(zone)s. You can choose yours in your account.") % {"zone": zone}


class MomentPanel(FieldPanel):
    """Field panel that adds the time zone to the field's help text."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.help_text = " ".join(filter(None, [str(self.help_text), on_whose_clock()]))
