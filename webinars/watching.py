"""What someone may be said to have seen: stretches of a recording, no faster than time allows."""

from django.utils import timezone

from learning.activities.models import Viewing
from learning.activities.replaying import watch

from .models import WebinarPage

# Twice the time that went by (recordings can be played at double speed), and some seconds for a slow line.
FASTEST, GRACE = 2, 30
LONGEST = 12 * 60 * 60


def recording_of(key, recording_key):
    """The recording that a live, public page of the webinar `key` shows, or None."""
    pages = WebinarPage.objects.live().public().filter(translation_key=key, recording__key=recording_key)
    page = pages.select_related("recording").first()
    return page and page.recording


def viewing_of(activity, person, recording):
    """What `person` (canonical) has seen of it until now, or None."""
    viewings = Viewing.objects.filter(enrolment__in=activity.enrolments.of(person), recording_key=recording.key)
    return viewings.order_by("-last_seen_at").first()


def keep(activity, person, recording, *, start, end, length):
    """Keep that `person` saw the seconds from `start` to `end`; of more than can have passed, the latest part.

    `length` is what the player says, for recordings whose own length nobody entered. Raises ValueError for a stretch
    outside the recording. Returns the viewing.
    """
    length = recording.seconds or min(length, LONGEST)
    if not 0 <= start <= end <= length:
        raise ValueError("That stretch is not in the recording.")
    before = viewing_of(activity, person, recording)
    passed = (timezone.now() - before.last_seen_at).total_seconds() if before else GRACE
    start = max(start, end - int(FASTEST * passed + GRACE))
    return watch(activity, person, recording.key, start=start, end=end, length=length)
