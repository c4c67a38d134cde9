"""Finding the pages of an activity, and drafting the first."""

from django.db import transaction
from wagtail.models import Locale, Page, get_page_models

from ..enrolment.actions import lock


def pages_of(activity):
    """Return the pages of the activity in every language, with drafts and without aliases."""
    pages = Page.objects.filter(translation_key=activity.key, alias_of=None)
    return pages.select_related("locale").order_by("locale__language_code")


def place_for(activity, user):
    """Return (page class, parent) where `user` may add the activity's page in the main language, else None."""
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
    """Draft the page of an activity that was created before its page.

    Returns the page, or the existing one; None if `user` may add no page of this kind.
    """
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
