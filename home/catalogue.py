"""The catalogue: every activity that has a live, public page, narrowed by the reader's choices."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from learning.activities.choices import Kind, Mode
from learning.activities.enrolment.state import EnrolmentState, enrolment_state_for
from learning.activities.models import Activity, ActivityPartner, Enrolment, Theme
from learning.activities.pages.lookup import best_for, path_of, speaking_of

PAGE_SIZE = 20
MOST_FOUND = 300
KINDS = (Kind.COURSE, Kind.WEBINAR, Kind.TRAINING, Kind.WORKSHOP)
WHEN = {"": _("All"), "upcoming": _("Coming up"), "any_time": _("Any time"), "past": _("Past, with recordings")}
LONGEST_WORDS = 100


@dataclass(frozen=True)
class CatalogueEntry:
    """One line of the catalogue."""

    activity: Activity
    page: Page
    standing: EnrolmentState | None = None
    progress: object = None

    @property
    def url(self):
        return path_of(self.page)


def published(readable_pages):
    """Return the activities that have a page in `readable_pages`."""
    return Activity.objects.filter(Exists(readable_pages.filter(translation_key=OuterRef("key"))))


def matching(words):
    """Return the translation keys of the live, public pages in any language that match `words`."""
    return {page.translation_key for page in Page.objects.live().public().search(words)[:MOST_FOUND]}


def searchable(text):
    """Return `text` as search words.

    A quotation mark is removed: it would start a phrase, and an unfinished one fails on SQLite.
    """
    return " ".join(text.replace('"', " ").split())[:LONGEST_WORDS]


@dataclass(frozen=True)
class Choices:
    """The reader's filters. An unknown choice finds nothing: it is never treated as "everything"."""

    kind: str = ""
    theme: str = ""
    language: str = ""
    mode: str = ""
    when: str = ""
    words: str = ""
    is_unknown: bool = False

    @classmethod
    def from_query(cls, query):
        known = {
            "kind": set(KINDS),
            "theme": set(Theme.objects.values_list("code", flat=True)) if query.get("theme") else set(),
            "language": dict(settings.LANGUAGES),
            "mode": set(Mode.values),
            "when": set(WHEN),
        }
        asked = {name: query[name] for name in known if query.get(name)}
        chosen = {name: value for name, value in asked.items() if value in known[name]}
        typed = query.get("words", "").strip()
        words = searchable(typed)
        return cls(words=words, is_unknown=chosen != asked or bool(typed and not words), **chosen)

    @property
    def narrows(self):
        return any((self.kind, self.theme, self.language, self.mode))

    def __bool__(self):
        return bool(self.narrows or self.when or self.words or self.is_unknown)

    def select(self, readable_pages):
        activities = published(readable_pages)
        if self.is_unknown:
            return activities.none()
        exact = {"kind": self.kind, "themes__code": self.theme, "languages__code": self.language, "mode": self.mode}
        activities = activities.filter(**{field: value for field, value in exact.items() if value})
        if self.when:
            activities = getattr(activities, self.when)()
        if self.words:
            activities = activities.filter(key__in=matching(self.words))
        return activities.as_a_programme()


def listed(activities):
    """Add to `activities` what a line of the catalogue shows. Costs three more queries, however many lines."""
    partners = ActivityPartner.objects.select_related("organisation")
    return activities.with_seats().prefetch_related("sessions", "languages", Prefetch("partners", partners))


def enrolments_in(activities, person):
    """Return the enrolments of `person` (or None) in `activities`: {activity id: enrolment}."""
    if person is None:
        return {}
    mine = Enrolment.objects.of(person).filter(activity__in=activities)
    return {enrolment.activity_id: enrolment for enrolment in mine}


def entries(activities, pages, enrolments, progress=None):
    """Return the catalogue lines for listed `activities`.

    `pages` is {key: pages}; the keys of `enrolments` and `progress` are activity ids.
    """
    return [
        CatalogueEntry(
            activity,
            best_for(pages[activity.key], get_language()),
            enrolment_state_for(activity, enrolments.get(activity.pk)),
            (progress or {}).get(activity.pk),
        )
        for activity in activities
        if activity.key in pages
    ]


def programme_for(person, activities, readable_pages):
    """Return the catalogue lines for `activities` (a queryset, or a slice of one) with the enrolments of `person`."""
    activities = list(activities)
    pages = speaking_of([activity.key for activity in activities], readable_pages)
    return entries(activities, pages, enrolments_in(activities, person))
