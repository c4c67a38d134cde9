from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "learning.media"
    label = "media"
    verbose_name = _("recordings")

    def ready(self):
        from django.db.models.signals import post_delete
        from wagtail.documents.models import AbstractDocument

        from learning.people.accounts import access

        from . import models, personal_data
        from .access import recordings as recording_access
        from .files import cleanup as file_cleanup

        access.register(models.Recording, recording_access.may_edit_file)
        access.register(AbstractDocument, recording_access.may_edit_file)
        personal_data.register()
        post_delete.connect(file_cleanup.on_recording_deleted, models.Recording, dispatch_uid="media.recording")
        post_delete.connect(file_cleanup.on_captions_deleted, models.CaptionTrack, dispatch_uid="media.captions")
