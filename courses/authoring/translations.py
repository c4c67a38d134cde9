"""Translation progress of the pages of a course."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

LANGUAGE_NAMES = dict(settings.LANGUAGES)
# A page and its translation that are published in one go count as equally old.
AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True)
class Translation:
    """State of the translation of one page into one language.

    `state` is missing, untranslated (`texts` of its texts are not translated), old, draft or done; `page` is None if it
    is missing.
    """

    language: str
    state: str
    page: Page | None = None
    texts: int = 0

    @property
    def language_name(self):
        return LANGUAGE_NAMES[self.language]

    @property
    def said(self):
        if self.state == "untranslated":
            return not_translated(self.texts)
        return {"missing": _("missing"), "old": _("out of date"), "draft": _("draft"), "done": _("translated")}[
            self.state
        ]


def not_translated(number):
    """Return the number as in “3 texts not translated”."""
    told = ngettext("%(number)d text not translated", "%(number)d texts not translated", number)
    return told % {"number": number}


def translations_below(main, others, pages):
    """Return {translation key: [Translation into the language of each of `others`]} for `pages` below `main`.

    Two queries.
    """
    places = Q(pk=None)
    for course in others:
        places |= Q(path__startswith=course.path, depth__gt=course.depth)
    found = defaultdict(dict)
    for page in Page.objects.filter(places, alias_of=None):
        course = next(course for course in others if page.path.startswith(course.path))
        found[page.translation_key][course.locale.language_code] = page
    codes = [course.locale.language_code for course in others]
    left = untranslated_texts(list(found)) if found else {}
    return {
        page.translation_key: [
            translation_of(page, code, found[page.translation_key].get(code), left.get((page.translation_key, code), 0))
            for code in codes
        ]
        for page in pages
    }


def untranslated_texts(keys):
    """Return {(translation key, language): number of the page's texts without a translation}. One query.

    `keys` are translation keys, as a list or a query. Only pages that wagtail-localize keeps in step with their source
    are counted; addresses (slugs) are left out.
    """
    segments = StringSegment.objects.filter(source__object__in=keys, source__translations__enabled=True)
    segments = segments.exclude(context__path="slug").annotate(
        key=F("source__object_id"),
        target=F("source__translations__target_locale"),
        code=F("source__translations__target_locale__language_code"),
    )
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=OuterRef("target"), has_error=False
    )
    left = segments.filter(~Exists(translated)).order_by().values("key", "code").annotate(texts=Count("pk"))
    return {(row["key"], row["code"]): row["texts"] for row in left}


def untranslated_in(course):
    """Return {language: number of texts without a translation on the course page and all pages below it}. One query."""
    keys = Page.objects.descendant_of(course, inclusive=True).values("translation_key")
    found = defaultdict(int)
    for (_key, code), texts in untranslated_texts(keys).items():
        found[code] += texts
    return dict(found)


def translation_of(page, language, own, texts=0):
    """Return the Translation of `page` into `language`.

    `own` is the page in `language` or None, `texts` the number of its texts that are not translated.
    """
    if own is None:
        return Translation(language, "missing")
    if texts:
        return Translation(language, "untranslated", own, texts)
    if is_older(own, page):
        return Translation(language, "old", own)
    return Translation(language, "done" if own.live else "draft", own)


def is_older(own, page):
    """Return whether `page` was published after `own` was last published or edited; AT_ONCE is tolerated."""
    changed = page.last_published_at
    worked_on: datetime | None = max(
        filter(None, [own.last_published_at, own.latest_revision_created_at]), default=None
    )
    return bool(changed and worked_on and changed > worked_on + AT_ONCE)
