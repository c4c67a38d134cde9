"""The recordings of webinars: which page shows one to whom."""

from learning.activities.addresses import best_for
from learning.activities.choices import EnrolmentStatus
from learning.activities.models import Enrolment
from learning.media.seeing import EVERYONE, NOBODY, READER
from learning.people.claiming import person_of

from .models import WebinarPage


def page_showing(key, recording_key, language):
    """The live, public page of the webinar `key` that shows this recording to a reader of `language`, or None."""
    pages = WebinarPage.objects.live().public().filter(translation_key=key, recording__key=recording_key, alias_of=None)
    found = list(pages.select_related("recording", "locale").order_by("pk"))
    return best_for(found, language) if found else None


def audience(user, recording):
    """A webinar's recording is for everyone who may read its page; where it says so, for those enrolled alone."""
    pages = WebinarPage.objects.live().public().filter(recording=recording)
    keys = list(pages.values_list("translation_key", flat=True))
    if not keys:
        return NOBODY
    if not recording.is_for_enrolled:
        return EVERYONE
    person = person_of(user)
    mine = Enrolment.objects.of(person) if person else Enrolment.objects.none()
    has_place = mine.filter(activity__key__in=keys, status=EnrolmentStatus.ENROLLED).exists()
    return READER if has_place else NOBODY
