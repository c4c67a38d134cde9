"""How far the pages of a course are translated."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

LANGUAGE_NAMES = dict(settings.LANGUAGES)
# A page and its translation that are published in one go are not one older than the other.
AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True)
class Translation:
    """Of one page into one language: `state` is missing, old, draft or done; `page` is None where it is missing."""

    language: str
    state: str
    page: Page | None = None

    @property
    def language_name(self):
        return LANGUAGE_NAMES[self.language]

    @property
    def said(self):
        return {"missing": _("missing"), "old": _("out of date"), "draft": _("draft"), "done": _("translated")}[
            self.state
        ]


def translations_below(main, others, pages):
    """{translation key: [Translation of each of `others`' languages]} for `pages` below `main`. One query."""
    places = Q(pk=None)
    for course in others:
        places |= Q(path__startswith=course.path, depth__gt=course.depth)
    found = defaultdict(dict)
    for page in Page.objects.filter(places, alias_of=None):
        course = next(course for course in others if page.path.startswith(course.path))
        found[page.translation_key][course.locale.language_code] = page
    codes = [course.locale.language_code for course in others]
    return {
        page.translation_key: [translation_of(page, code, found[page.translation_key].get(code)) for code in codes]
        for page in pages
    }


def translation_of(page, language, own):
    """The state of `own`, the page that should say in `language` what `page` says."""
    if own is None:
        return Translation(language, "missing")
    if is_older(own, page):
        return Translation(language, "old", own)
    return Translation(language, "done" if own.live else "draft", own)


def is_older(own, page):
    """Whether `page` was changed for its readers after `own` was last worked on."""
    changed = page.last_published_at
    worked_on: datetime | None = max(
        filter(None, [own.last_published_at, own.latest_revision_created_at]), default=None
    )
    return bool(changed and worked_on and changed > worked_on + AT_ONCE)
