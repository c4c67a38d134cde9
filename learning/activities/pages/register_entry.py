"""The register entry of a page: opened with the first page of its key, and kept after it."""

from django.db.models import Q
from wagtail.models import Page

from ..models import Activity, ActivityLanguage


def open_for(page):
    """Return the activity of `page`, created if this is the first page of its key. Idempotent."""
    activity, is_new = Activity.objects.get_or_create(
        key=page.translation_key,
        defaults={"kind": page.activity_kind, "title": page.title, **page.activity_defaults},
    )
    if is_new:
        ActivityLanguage.objects.create(activity=activity, code=page.locale.language_code)
    return activity


def is_unused(activity):
    """Return whether the activity has no enrolment, declared figure, part (`children`) or batch of evidence."""
    kept = Q(enrolments__isnull=False) | Q(declared_figures__isnull=False) | Q(covered_by__isnull=False)
    kept |= Q(children__isnull=False) | Q(batches__isnull=False)
    return not Activity.objects.filter(kept, pk=activity.pk).exists()


def on_page_deleted(sender, instance, **kwargs):
    """Delete the activity with its last page if it is unused.

    Connected to `Page` itself, whose row is deleted last: when the signal of a subclass is sent, the row still exists.
    """
    if Page.objects.filter(translation_key=instance.translation_key).exists():
        return
    activity = Activity.objects.filter(key=instance.translation_key).first()
    if activity and is_unused(activity):
        activity.delete()
