from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "learning.media"
    label = "media"
    verbose_name = _("recordings")

    def ready(self):
        from django.db.models.signals import post_delete
        from wagtail.documents.models import AbstractDocument

        from learning.people import access

        from . import clearing, held, models, seeing

        access.register(models.Recording, seeing.may_edit_file)
        access.register(AbstractDocument, seeing.may_edit_file)
        held.register()
        post_delete.connect(clearing.on_recording_deleted, models.Recording, dispatch_uid="media.recording")
        post_delete.connect(clearing.on_captions_deleted, models.CaptionTrack, dispatch_uid="media.captions")
