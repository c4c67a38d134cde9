from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from . import removing
from .delivering import deliver, is_delivered_elsewhere
from .private_documents import guard

hooks.register("before_serve_document", guard, order=-1)


@hooks.register("before_serve_document", order=1000)
def deliver_document(document, request):
    """After everyone who may refuse it: sent as recordings are, where a web server or a bucket does that."""
    if not is_delivered_elsewhere():
        return None
    told = {"is_private": True, "disposition": document.content_disposition}
    return deliver(request, document.file.name, document.content_type, **told)


@hooks.register("register_admin_urls", order=-1)
def register_admin_urls():
    """Before Wagtail's own at the same address."""
    return [path("media/delete/<int:media_id>/", removing.delete)]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action("media.publish_refused")
    class RefusedFormatter(LogFormatter):
        label = gettext_lazy("Not published in time")

        def format_message(self, entry):
            return _("Not published in time: captions are missing (%(recordings)s)") % entry.data
