"""Progress of a person in several courses at once, for lists: three queries, however many courses."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from learning.activities.joint.rows import leads_of
from learning.activities.models import CompletedStep

from .models import step_columns


@dataclass(frozen=True)
class Progress:
    """States of the lessons of one course in order, without optional ones: "done", "here" (the next one) or ""."""

    states: tuple

    @property
    def done(self):
        return self.states.count("done")

    @property
    def total(self):
        return len(self.states)


def progress_of(enrolments, pages):
    """Return {activity id: Progress} for the courses among `enrolments` (with their activity).

    The lessons are those of the main language. `pages` is {activity key: its pages, the first created first}, as
    `lookup.speaking_of` returns it.
    """
    mains = {enrolment: pages[enrolment.activity.key][0] for enrolment in enrolments if enrolment.activity.key in pages}
    below = Q(pk=None)
    for main in mains.values():
        below |= Q(path__startswith=main.path)
    found = Page.objects.live().filter(below, alias_of=None).annotate(**step_columns("is_optional"))
    lessons = list(found.filter(is_optional=False).order_by("path").values_list("path", "translation_key"))
    leads = leads_of(mains)
    steps = CompletedStep.objects.filter(enrolment__in=list(leads)).values_list("enrolment_id", "step_key")
    done = {(leads[row], key) for row, key in steps}
    made = {}
    for enrolment, main in mains.items():
        keys = [key for path, key in lessons if path.startswith(main.path)]
        if keys:
            made[enrolment.activity_id] = _progress(enrolment, keys, done)
    return made


def _progress(enrolment, keys, done):
    states = ["done" if (enrolment.pk, key) in done else "" for key in keys]
    if "" in states:
        states[states.index("")] = "here"
    return Progress(tuple(states))
