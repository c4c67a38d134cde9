"""Pages on which recordings and documents are used, by Wagtail's reference index."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from .models import Recording


def references_from_pages(model, pks):
    """Return the rows of the index that lead from pages, drafts too, to the objects of `model` with the ids `pks`."""
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(pk) for pk in pks],
    )


def places_of(recordings):
    """Return [(recording id, page id)] for ids of recordings, sorted; drafts' pages too. One query."""
    found = references_from_pages(Recording, recordings)
    shown = {(row.to_object_id, row.object_id) for row in found.only("to_object_id", "object_id")}
    return sorted((int(recording), int(page)) for recording, page in shown)


def named(pages):
    return ", ".join(f"“{page.title}”" for page in pages)


def live_pages_with(recording):
    """Return the live pages that show the recording, private ones too. Two queries."""
    return Page.objects.live().filter(pk__in=[page for _recording, page in places_of([recording.pk])]).order_by("path")
