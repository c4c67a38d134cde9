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
    """Copy the course of `editions` as drafts, from its last saved state. `titles` is {language code: title}.

    Nobody is enrolled in the copy, its lessons are open from the start and nothing in it is scheduled; assignments and
    certificate rules are the same. Return the copy's page in the main language. Raise PermissionDenied if `user` may
    not copy the course, BrokenPageTree if pages have lost their parent: the paths of the copy could collide with
    theirs.
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
    # An activity is created with the first page of a translation key, so the copy needs the new key at once.
    made = edition.copy(
        recursive=True,
        # Content that was never published is only in the revisions.
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
    """Give translations in the copy one translation key, as in the original; `keys` is {old key: new key}."""
    olds = Page.objects.descendant_of(edition).order_by("path").values_list("translation_key", flat=True)
    news = Page.objects.descendant_of(made).order_by("path")
    for old_key, page in zip(olds, news, strict=True):
        key = keys.setdefault(old_key, page.translation_key)
        Page.objects.filter(pk=page.pk).update(translation_key=key)


def _forget_the_past(made):
    """Delete all revisions of the copied pages except the latest: they are the history of the old course."""
    pages = dict(Page.objects.descendant_of(made, inclusive=True).values_list("pk", "latest_revision"))
    Revision.page_revisions.filter(object_id__in=map(str, pages)).exclude(pk__in=pages.values()).delete()
