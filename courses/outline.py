"""The outline of a course for one reader: which steps are done, which is next."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from learning.activities.completion.steps import Step, asked_of

LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass
class Lesson:
    """One line of the outline. `language` is that of its text; `state` is "done", "here" or "" (still to do)."""

    key: UUID
    number: int
    title: str
    summary: str
    minutes: int
    language: str
    module: str
    module_language: str
    url: str
    live_since: datetime
    is_quiz: bool = False
    is_optional: bool = False
    is_free: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    is_asked: bool = True
    done_at: datetime | None = None
    state: str = ""
    waits_for: "Lesson | None" = None
    waits_for_more: bool = False

    @property
    def opens_later(self):
        return bool(self.opens_at and not self.done_at and self.opens_at > timezone.now())

    @property
    def is_closed(self):
        """Whether this is a quiz that can't be taken any more."""
        return bool(self.closes_at and not self.done_at and self.closes_at <= timezone.now())

    @property
    def is_open(self):
        """Whether the reader may open the lesson. A lesson that was done stays open."""
        return not self.opens_later and self.waits_for is None

    @property
    def language_name(self):
        return LANGUAGE_NAMES[self.language]


@dataclass
class Outline:
    """The lessons of a course in order, in the languages in which its reader finds them."""

    lessons: list[Lesson] = field(default_factory=list)
    # The keys of all steps that the reader has done, removed ones included.
    done_keys: set[UUID] = field(default_factory=set)
    is_in_order: bool = False

    @property
    def required(self):
        return [Step(lesson.key, lesson.live_since) for lesson in self.lessons if not lesson.is_optional]

    @property
    def modules(self):
        """[(module's title or "", its language, its lessons)], in order."""
        groups = groupby(self.lessons, key=lambda lesson: (lesson.module, lesson.module_language))
        return [(title, language, list(lessons)) for (title, language), lessons in groups]

    @property
    def minutes(self):
        """Minutes to complete the course; optional lessons are not counted."""
        return sum(lesson.minutes for lesson in self.lessons if not lesson.is_optional)

    @property
    def asked(self):
        """The lessons that this reader has to do; lessons added after the enrolment are not required."""
        return [lesson for lesson in self.lessons if lesson.is_asked]

    @property
    def left(self):
        return [lesson for lesson in self.asked if not lesson.done_at]

    @property
    def minutes_left(self):
        return sum(lesson.minutes for lesson in self.left if not lesson.is_closed)

    @property
    def done_count(self):
        return len(self.asked) - len(self.left)

    @property
    def opens_next(self):
        """The first lesson to open of those that are left and have an opening date, or None."""
        later = [lesson for lesson in self.left if lesson.opens_later]
        return min(later, key=lambda lesson: lesson.opens_at, default=None)

    @property
    def resume(self):
        """The lesson to go on with: after the lesson done last, else the first one left.

        None if all open lessons are done.
        """
        done = [lesson for lesson in self.lessons if lesson.done_at]
        last = max(done, key=lambda lesson: (lesson.done_at, lesson.number), default=None)
        return self.next_to_do(last.key if last else None)

    def find(self, key):
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    def next_to_do(self, key):
        """Return the next open lesson after `key` that is not done, else the first one left, else None."""
        here = self.find(key)
        open_ones = [lesson for lesson in self.lessons if lesson.is_open and not lesson.is_closed]
        to_do = [lesson for lesson in open_ones if not lesson.done_at and lesson.key != key]
        later = [lesson for lesson in to_do if here and lesson.number > here.number]
        earlier = [lesson for lesson in to_do if lesson.is_asked]
        return next(iter(later or earlier or to_do), None)

    def beside(self, key):
        """Return (previous, next) of a lesson, with None at either end."""
        places = [None, *self.lessons, None]
        here = places.index(self.find(key)) if self.find(key) else 0
        return (places[here - 1], places[here + 1]) if here else (None, None)

    def mark(self, enrolment, done):
        """Set for each lesson whether it is required of the person and done: `done` is {step key: moment}."""
        asked = {step.key for step in asked_of(enrolment, self.required)}
        self.done_keys = set(done)
        for lesson in self.lessons:
            lesson.done_at = done.get(lesson.key)
            lesson.is_asked = lesson.key in asked
            lesson.state = "done" if lesson.done_at else ""
            lesson.waits_for, lesson.waits_for_more = None, False
        if self.is_in_order and not enrolment.completed_at:
            self._wait_in_order()
        return self

    def _wait_in_order(self):
        """Make each lesson wait for the first required one before it that is not done.

        Free previews wait for none, and nothing waits for a quiz that can't be taken any more.
        """
        before = []
        for lesson in self.lessons:
            waits_for = [] if lesson.done_at or lesson.is_free or lesson.is_closed else before
            lesson.waits_for, lesson.waits_for_more = next(iter(waits_for), None), len(waits_for) > 1
            if lesson.is_asked and not lesson.done_at and not lesson.is_closed:
                before.append(lesson)

    def point_at(self, key):
        """Set the state of the lesson of `key` to "here": the reader is on its page."""
        for lesson in self.lessons:
            if lesson.key == key:
                lesson.state = "here"
        return self
