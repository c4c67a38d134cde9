"""Copying a course for a new edition, in every language, with an activity and steps of its own."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision

from learning.activities.models import Activity
from learning.activities.pages import editions as editions_of_activity
from learning.activities.pages import tree as page_tree
from learning.people.accounts import page_restrictions

from ..models import CoursePage
from . import errors


@transaction.atomic
def copy(editions, titles, user):
    """Copy the course of `editions` as drafts, as it was last saved. `titles` is {language code: title}.

    Nobody is enrolled in the copy, its lessons open from the start and nothing in it is scheduled; it asks for the same
    assignments and certifies as before. Returns the page in the main language. Raises PermissionDenied where `user` may not,
    BrokenPageTree where pages have lost their parent: a copy could get one of their places.
    """
    _repaired, orphans = page_tree.repair()
    if orphans:
        raise errors.BrokenPageTree(len(orphans))
    main = editions[0]
    keys = {main.translation_key: uuid4()}
    copies = [_copy(edition, titles[edition.locale.language_code], keys, user) for edition in editions]
    old, new = (Activity.objects.get(key=page.translation_key) for page in (main, copies[0]))
    editions_of_activity.copy_rules(old, new)
    return copies[0]


def _copy(edition, title, keys, user):
    edition.refresh_from_db(fields=page_tree.FIELDS)
    parent = edition.get_parent()
    if not edition.permissions_for_user(user).can_copy_to(parent, recursive=True):
        raise PermissionDenied
    # An activity opens with the first page of a key: the copy has the new one from the start.
    made = edition.copy(
        recursive=True,
        # What was never published is in its revisions alone.
        copy_revisions=True,
        keep_live=False,
        user=user,
        update_attrs={
            "title": title,
            "draft_title": title,
            "slug": find_available_slug(parent, slugify(title, allow_unicode=True) or edition.slug),
            "translation_key": keys[edition.translation_key],
        },
    )
    _share_keys(edition, made, keys)
    page_restrictions.copy(edition, made)
    _forget_the_past(made)
    return CoursePage.objects.get(pk=made.pk)


def _share_keys(edition, made, keys):
    """What is one lesson in two languages of the old course is one in the new one."""
    olds = Page.objects.descendant_of(edition).order_by("path").values_list("translation_key", flat=True)
    news = Page.objects.descendant_of(made).order_by("path")
    for old_key, page in zip(olds, news, strict=True):
        key = keys.setdefault(old_key, page.translation_key)
        Page.objects.filter(pk=page.pk).update(translation_key=key)


def _forget_the_past(made):
    """What was saved of the old course before its last draft is no past of the new one's."""
    pages = dict(Page.objects.descendant_of(made, inclusive=True).values_list("pk", "latest_revision"))
    Revision.page_revisions.filter(object_id__in=map(str, pages)).exclude(pk__in=pages.values()).delete()
