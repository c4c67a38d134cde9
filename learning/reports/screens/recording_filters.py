from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from learning.activities.models import Viewing
from learning.media.models import CaptionTrack, Recording
from learning.people.admin.filters import YES_NO

from ..queries import viewings
from ..scope.scopes import Scope
from .filters import choice


class RecordingFilterSet(WagtailFilterSet):
    year = choice(_("First seen in"), lambda: [(y, y) for y in viewings.years()], method="filter_year")
    type = choice(_("Type"), [("video", _("Video")), ("audio", _("Audio"))])
    captions = choice(_("Has captions"), YES_NO, method="filter_captions")
    language = choice(_("Captions in"), settings.LANGUAGES, method="filter_language")

    class Meta:
        model = Recording
        fields = ["year", "type", "captions", "language"]

    def filter_year(self, recordings, name, value):
        within = Scope.of_year(int(value)).during("first_seen_at", "enrolment__activity")
        seen = Viewing.objects.filter(within, recording_key=OuterRef("key"))
        return recordings.filter(Exists(seen))

    def filter_captions(self, recordings, name, value):
        captioned = Exists(CaptionTrack.objects.filter(recording=OuterRef("pk")))
        return recordings.filter(captioned if value == "yes" else ~captioned)

    def filter_language(self, recordings, name, value):
        return recordings.filter(Exists(CaptionTrack.objects.filter(recording=OuterRef("pk"), language=value)))

    @property
    def chosen_year(self):
        year = self.form.cleaned_data.get("year") if self.form.is_valid() else ""
        return int(year) if year else None
