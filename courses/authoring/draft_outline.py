"""The outline of a course for its authors: drafts included, with the state of each page in every language."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import F
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..models import ModulePage, QuizPage, step_columns
from ..progress import editions_of
from .translations import Translation, translations_below

MOMENTS = ("opens_at", "closes_at")
CONTENT = ("minutes", "summary", "is_optional", "is_free_preview")


@dataclass
class DraftStep:
    """A module or step with the texts and rules of its latest draft; `number` counts only steps."""

    page: Page
    title: str
    is_module: bool = False
    minutes: int = 0
    summary: str = ""
    is_optional: bool = False
    is_free_preview: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    number: int = 0
    translations: list[Translation] = field(default_factory=list)
    steps: list["DraftStep"] = field(default_factory=list)

    @property
    def pk(self):
        return self.page.pk

    @property
    def key(self):
        return self.page.translation_key

    @property
    def is_quiz(self):
        return self.page.content_type.model_class() is QuizPage

    @property
    def state(self):
        return state_of(self.page)


def state_of(page):
    """Return Wagtail's status of the page, or "waiting for approval" while a workflow is in progress, live or not."""
    return _("waiting for approval") if page.workflow_in_progress else page.status_string


class DraftOutline:
    """Outline of a whole course in its main language. The number of queries does not depend on its length."""

    def __init__(self, course):
        self.editions = list(editions_of(course.translation_key)) or [course]
        self.main = self.editions[0]

    @property
    def others(self):
        return self.editions[1:]

    @cached_property
    def pages(self):
        """Every page below the course, in order."""
        found = Page.objects.filter(path__startswith=self.main.path, depth__gt=self.main.depth, alias_of=None)
        found = found.annotate(**step_columns(*CONTENT, "opens_at"), closes_at=F("quizpage__closes_at"))
        found = found.select_related("latest_revision", "content_type")
        return list(found.annotate_approved_schedule().prefetch_workflow_states().order_by("path"))

    @cached_property
    def rows(self):
        """Modules with their steps, and steps that are in no module."""
        translations = translations_below(self.main, self.others, self.pages)
        top, modules, number = [], {}, 0
        for page in self.pages:
            row = _row(page, translations.get(page.translation_key, []))
            if row.is_module:
                modules[page.path] = row
            else:
                number += 1
                row.number = number
            module = modules.get(page.path[: -Page.steplen])
            (module.steps if module else top).append(row)
        return top

    @property
    def steps(self):
        """Yield (step, its module or None) for each step, in order."""
        for row in self.rows:
            if row.is_module:
                yield from ((step, row) for step in row.steps)
            else:
                yield row, None

    @property
    def minutes(self):
        """Minutes to complete the course; optional steps are not counted."""
        return sum(step.minutes for step, _module in self.steps if not step.is_optional)


def _row(page, translations):
    row = DraftStep(page, page.draft_title or page.title, translations=translations)
    if page.content_type.model_class() is ModulePage or page.minutes is None:
        return replace(row, is_module=True)
    stored = {name: getattr(page, name) for name in (*CONTENT, *MOMENTS)}
    drafted = page.latest_revision.content if page.has_unpublished_changes and page.latest_revision else {}
    stored |= {name: drafted[name] for name in CONTENT if name in drafted}
    stored |= {name: drafted[name] and parse_datetime(drafted[name]) for name in MOMENTS if name in drafted}
    return replace(row, **stored)
