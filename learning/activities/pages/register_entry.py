"""The register entry of a page: opened with the first page of its key, and kept after it."""

from django.db.models import Q
from wagtail.models import Page

from ..models import Activity, ActivityLanguage


def open_for(page):
    """The activity of `page`, opened when this is the first page of its key. Idempotent."""
    activity, is_new = Activity.objects.get_or_create(
        key=page.translation_key,
        defaults={"kind": page.activity_kind, "title": page.title, **page.activity_defaults},
    )
    if is_new:
        ActivityLanguage.objects.create(activity=activity, code=page.locale.language_code)
    return activity


def is_unused(activity):
    """Whether nobody ever enrolled, nothing is declared of it, and it has no part or evidence."""
    kept = Q(enrolments__isnull=False) | Q(declared_figures__isnull=False) | Q(covered_by__isnull=False)
    kept |= Q(children__isnull=False) | Q(batches__isnull=False)
    return not Activity.objects.filter(kept, pk=activity.pk).exists()


def on_page_deleted(sender, instance, **kwargs):
    """Forget an activity whose last page went, where there is nothing to remember.

    Sent by `Page` itself, whose row is the last to go: when a subclass says so it is still there.
    """
    if Page.objects.filter(translation_key=instance.translation_key).exists():
        return
    activity = Activity.objects.filter(key=instance.translation_key).first()
    if activity and is_unused(activity):
        activity.delete()
