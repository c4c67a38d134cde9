"""On which live, public pages a recording is shown, as Wagtail's index of references knows it."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from learning.activities.models import Activity
from learning.media.models import Recording

STEP = Page.steplen


def pages_showing(recordings):
    """{recording id: [Page]} of the given ids; two queries, and what Wagtail asks about private pages."""
    pages = ContentType.objects.get_for_model(Page)
    found = ReferenceIndex.objects.filter(
        base_content_type=pages,
        to_content_type=ContentType.objects.get_for_model(Recording),
        to_object_id__in=[str(recording) for recording in recordings],
    )
    shown = {(row.to_object_id, row.object_id) for row in found.only("to_object_id", "object_id")}
    live = Page.objects.live().public().in_bulk({int(page) for _recording, page in shown})
    by_recording = defaultdict(list)
    for recording, page in sorted(shown):
        if int(page) in live:
            by_recording[int(recording)].append(live[int(page)])
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
