"""The live, public pages that show a recording, from Wagtail's reference index."""

from collections import defaultdict

from wagtail.models import Page

from learning.activities.models import Activity
from learning.media.page_usage import places_of

STEP = Page.steplen


def pages_showing(recordings):
    """{recording id: [Page]} of the given ids; two queries, and what Wagtail asks about private pages."""
    places = places_of(recordings)
    live = Page.objects.live().public().in_bulk({page for _recording, page in places})
    by_recording = defaultdict(list)
    for recording, page in places:
        if page in live:
            by_recording[recording].append(live[page])
    return by_recording


def activities_showing(recordings):
    """{recording id: [Activity]}: of whose pages, or of whose lessons, each is a part. Two queries more."""
    pages = pages_showing(recordings)
    ways = {
        page.path[:end] for shown in pages.values() for page in shown for end in range(STEP, len(page.path) + 1, STEP)
    }
    keys = dict(Page.objects.filter(path__in=ways).values_list("path", "translation_key"))
    activities = {activity.key: activity for activity in Activity.objects.filter(key__in=keys.values())}
    by_recording = {}
    for recording, shown in pages.items():
        above = [keys[page.path[:end]] for page in shown for end in range(STEP, len(page.path) + 1, STEP)]
        by_recording[recording] = list(dict.fromkeys(activities[key] for key in above if key in activities))
    return by_recording
