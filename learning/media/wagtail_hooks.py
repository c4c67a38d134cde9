from django.http import Http404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from .access import documents as document_access
from .files.delivery import deliver
from .profile_picture import ProfilePicturePanel
from .recordings import deletion


@hooks.register("before_serve_document", order=1000)
def deliver_document(document, request):
    """Raise or return a refusal for readers who may not download the document, else deliver it like a recording.

    Wagtail's own check of private collections runs before.
    """
    if refusal := document_access.refusal(request, document):
        return refusal
    shown = {"is_private": True, "disposition": document.content_disposition}
    try:
        return deliver(request, document.file.name, document.content_type, **shown)
    except OSError as error:
        raise Http404 from error


@hooks.register("register_admin_urls", order=-1)
def register_admin_urls():
    """Override Wagtail's own view at the same address."""
    return [path("media/delete/<int:media_id>/", deletion.delete)]


@hooks.register("register_account_settings_panel")
def register_profile_picture_panel(request, user, profile):
    return ProfilePicturePanel(request, user, profile)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action("media.publish_refused")
    class RefusedFormatter(LogFormatter):
        label = gettext_lazy("Not published in time")

        def format_message(self, entry):
            return _("Not published in time: captions are missing (%(recordings)s)") % entry.data
