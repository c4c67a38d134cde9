"""The programme: every activity that a live, public page speaks of, narrowed by the reader's choices."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from learning.activities.addresses import pages_of, path_of
from learning.activities.choices import Kind, Mode
from learning.activities.models import Activity, Enrolment, Theme
from learning.activities.standing import Standing, standing_for

PAGE_SIZE = 20
MOST_FOUND = 300
KINDS = (Kind.COURSE, Kind.WEBINAR, Kind.TRAINING, Kind.WORKSHOP)
WHEN = {"": _("All"), "upcoming": _("Coming up"), "any_time": _("Any time"), "past": _("Past, with recordings")}
LONGEST_WORDS = 100


@dataclass(frozen=True)
class Entry:
    """One line of the programme."""

    activity: Activity
    page: Page
    standing: Standing | None = None
    progress: object = None

    @property
    def url(self):
        return path_of(self.page)


def published():
    """Activities with a page that anyone may read."""
    pages = Page.objects.live().public().filter(translation_key=OuterRef("key"), alias_of=None)
    return Activity.objects.filter(Exists(pages))


def matching(words):
    """Translation keys of the live, public pages in any language that have `words`."""
    return {page.translation_key for page in Page.objects.live().public().search(words)[:MOST_FOUND]}


@dataclass(frozen=True)
class Choices:
    """What the reader asked for; anything unknown in the address is as if it weren't there."""

    kind: str = ""
    theme: str = ""
    language: str = ""
    mode: str = ""
    when: str = ""
    words: str = ""

    @classmethod
    def from_query(cls, query):
        known = {
            "kind": set(KINDS),
            "theme": set(Theme.objects.values_list("code", flat=True)) if query.get("theme") else set(),
            "language": dict(settings.LANGUAGES),
            "mode": set(Mode.values),
            "when": set(WHEN),
        }
        chosen = {name: query.get(name, "") for name in known if query.get(name, "") in known[name]}
        return cls(words=" ".join(query.get("words", "").split())[:LONGEST_WORDS], **chosen)

    def __bool__(self):
        return any((self.kind, self.theme, self.language, self.mode, self.when, self.words))

    def select(self):
        activities = published()
        exact = {"kind": self.kind, "themes__code": self.theme, "languages__code": self.language, "mode": self.mode}
        activities = activities.filter(**{field: value for field, value in exact.items() if value})
        if self.when:
            activities = getattr(activities, self.when)()
        if self.words:
            activities = activities.filter(key__in=matching(self.words))
        return activities.as_a_programme()


def entries(activities, person):
    """The lines for `activities`, each with its page and where `person` stands: a fixed number of queries."""
    activities = list(activities)
    pages = pages_of([activity.key for activity in activities], get_language())
    enrolments = {}
    if person:
        mine = Enrolment.objects.of(person).filter(activity__in=activities).select_related("activity")
        enrolments = {enrolment.activity_id: enrolment for enrolment in mine}
    return [
        Entry(activity, pages[activity.key], standing_for(activity, enrolments.get(activity.pk)))
        for activity in activities
        if activity.key in pages
    ]


def listed(activities):
    """`activities` with what a line of the programme shows, in a fixed number of queries."""
    keys = [activity.pk for activity in activities]
    found = (
        Activity.objects.filter(pk__in=keys)
        .with_seats()
        .prefetch_related("sessions", "languages", "partners__organisation")
    )
    by_key = {activity.pk: activity for activity in found}
    return [by_key[key] for key in keys]
