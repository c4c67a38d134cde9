"""The survey of data quality for one reader: the rows of each problem, and shared queries."""

from collections.abc import Sequence

from django.db.models import Count, Q, Value
from django.utils.functional import cached_property

from learning.activities.choices import SEATED, Role
from learning.activities.models import Activity, Enrolment
from learning.people.models import Gender, Person

PARTICIPATED = Q(participated_on__isnull=False)
SILENT = ~Q(gender__in=Gender.answers())


class QualitySurvey:
    """Of the whole register, for `user`."""

    def __init__(self, user):
        self.user = user
        self._rows = {}

    def rows_of(self, problem):
        if problem.code not in self._rows:
            self._rows[problem.code] = problem.find(self)
        return self._rows[problem.code]

    @cached_property
    def tallies(self):
        """[Activity with `participations`, `silent` (on gender), `unregistered`] of those with participants, the latest
        first. Three queries: one pass over all enrolments is what a screen has time for.
        """
        rows = Enrolment.objects.filter(PARTICIPATED, role=Role.PARTICIPANT).order_by()
        counts = rows.values("activity").annotate(
            participations=Count(Value(1)),
            silent=Count(Value(1), filter=SILENT),
            unregistered=Count(Value(1), filter=~Q(source__in=SEATED)),
        )
        tallied = {row.pop("activity"): row for row in counts}
        # Those who were erased can't be asked any more; they are few, and taken away by themselves.
        erased = rows.filter(SILENT, person__in=Person.objects.exclude(erased_on=None).order_by().values("pk"))
        for activity, number in erased.values_list("activity").annotate(number=Count(Value(1))):
            if activity in tallied:
                tallied[activity]["silent"] -= number
        found = Activity.objects.filter(pk__in=tallied).order_by("-starts_on", "-pk")
        for activity in found:
            vars(activity).update(tallied[activity.pk])
        return list(found)


class Findings(Sequence):
    """The rows of several problems one after another, read only where they are looked at."""

    def __init__(self, survey, problems):
        self.survey = survey
        self.counts = [(problem, problem.count(survey)) for problem in problems]

    def __len__(self):
        return sum(count for _problem, count in self.counts)

    def __getitem__(self, place):
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        start, stop, _step = place.indices(len(self))
        found, before = [], 0
        for problem, count in self.counts:
            first, last = max(start - before, 0), min(stop - before, count)
            if first < last:
                found += problem.findings(self.survey, first, last)
            before += count
        return found
