"""On which pages recordings stand, as Wagtail's index of references knows them."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from .models import Recording


def places_of(recordings):
    """[(recording id, page id)] of the given recordings' ids, in order; drafts' pages too. One query."""
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Recording),
        to_object_id__in=[str(recording) for recording in recordings],
    )
    shown = {(row.to_object_id, row.object_id) for row in found.only("to_object_id", "object_id")}
    return sorted((int(recording), int(page)) for recording, page in shown)


def named(pages):
    return ", ".join(f"“{page.title}”" for page in pages)


def live_pages_with(recording):
    """The live pages on which it stands, private ones too. Two queries."""
    return Page.objects.live().filter(pk__in=[page for _recording, page in places_of([recording.pk])]).order_by("path")
