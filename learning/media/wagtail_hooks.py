from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action("media.publish_refused")
    class RefusedFormatter(LogFormatter):
        label = gettext_lazy("Not published in time")

        def format_message(self, entry):
            return _("Not published in time: captions are missing (%(recordings)s)") % entry.data
