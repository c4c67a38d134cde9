"""Finding the pages of an activity, and drafting the first."""

from django.db import transaction
from wagtail.models import Locale, Page, get_page_models

from ..enrolment.actions import lock


def pages_of(activity):
    """Its pages in every language, aliases left out, drafts included."""
    pages = Page.objects.filter(translation_key=activity.key, alias_of=None)
    return pages.select_related("locale").order_by("locale__language_code")


def place_for(activity, user):
    """(page class, parent) where `user` may put a page of the activity's kind in the main language, else None."""
    for model in get_page_models():
        if getattr(model, "activity_kind", None) != activity.kind:
            continue
        for parent_model in model.allowed_parent_page_models():
            parent = parent_model.objects.filter(locale=Locale.get_default()).first()
            if parent and model.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage():
                return model, parent
    return None


@transaction.atomic
def draft_page(activity, user):
    """Draft the page of an activity that was entered first. Returns it, or the one that is there; None without a place."""
    activity = lock(activity)
    page = pages_of(activity).first()
    if page:
        return page
    place = place_for(activity, user)
    if place is None:
        return None
    model, parent = place
    page = model(title=activity.title, translation_key=activity.key, locale=parent.locale, live=False, owner=user)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    return page
