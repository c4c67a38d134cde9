"""Access rules of the recordings of webinars: which page shows one to which reader."""

from learning.activities.choices import EnrolmentStatus
from learning.activities.models import Enrolment
from learning.activities.pages.lookup import best_for
from learning.media.access.recordings import NOBODY, READER, audience_of_page
from learning.people.accounts.person_of_account import person_of

from .models import WebinarPage


def page_showing(request, key, recording_key, language):
    """Return the live page of webinar `key` that shows this recording to the reader, or None.

    A page in `language` is preferred.
    """
    pages = WebinarPage.objects.live().filter(translation_key=key, recording__key=recording_key, alias_of=None)
    pages = pages.select_related("recording", "locale").order_by("pk")
    found = [page for page in pages if audience_of_page(request, page) != NOBODY]
    return best_for(found, language) if found else None


def audience(request, recording):
    """Return who may see a webinar's recording: everyone who may read its page or, if so set, only enrolled people."""
    pages = {page: audience_of_page(request, page) for page in WebinarPage.objects.live().filter(recording=recording)}
    keys = {page.translation_key for page, audience in pages.items() if audience != NOBODY}
    if not keys or not recording.is_for_enrolled:
        return max(pages.values(), default=NOBODY)
    person = person_of(request.user)
    mine = Enrolment.objects.of(person) if person else Enrolment.objects.none()
    has_place = mine.filter(activity__key__in=keys, status=EnrolmentStatus.ENROLLED).exists()
    return READER if has_place else NOBODY
