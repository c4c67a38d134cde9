"""A merging that is undone leaves every figure as it was before it."""

import random
from datetime import date

import pytest

from learning.activities.choices import Source
from learning.activities.enrolment.counts import COUNTED, with_tally
from learning.activities.models import Activity
from learning.people.duplicates.merges import MergeRefused, merge, unmerge
from learning.people.models import Organisation, Person
from learning.reports.queries.by_activity import figures_by_activity, people_of
from learning.reports.queries.calendar_periods import years
from learning.reports.queries.learning_hours import hours_of
from learning.reports.queries.member_engagement import engagement
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person

from ..recount_checks import came_for

pytestmark = pytest.mark.django_db


def every_figure():
    scopes = [Scope(), *map(Scope.of_year, years())]
    of_years = [
        (figures_by_activity(scope), people_of(scope), hours_of(scope), engagement(scope, came_for(scope)))
        for scope in scopes
    ]
    return of_years, list(with_tally(Activity.objects.order_by("pk")).values(*COUNTED, "represented"))


@pytest.fixture(params=range(5))
def chance(request):
    """A register and three years of activities, different each time and the same on each run."""
    chance = random.Random(request.param)
    bodies = [
        chance.choice([make_organisation, make_member])(country=code) for code in ["CO", "MX", "SN", "FR", "CN", "KR"]
    ]
    people = [make_person(organisation=body, gender=gender) for body in bodies for gender in ("woman", "man", "")]
    for year in (2023, 2024, 2025):
        for activity in (make_activity(starts_on=date(year, 5, 2)), make_activity()):
            for person in chance.sample(people, 10):
                day = chance.choice([None, date(year, 5, 2)])
                came = {"participated_on": day, "attended_on": day}
                make_enrolment(activity, person, source=chance.choice(Source.values), **came)
    return chance


@pytest.mark.parametrize("model", [Person, Organisation])
def test_figures_are_the_same_after_as_before(chance, model):
    before = every_figure()
    merged = []
    for _times in range(12):
        one, other = chance.sample(list(model.objects.all()), 2)
        try:
            merge(one, into=other)
        except MergeRefused:
            continue
        merged.append(one)
    while_merged = every_figure()
    for row in chance.sample(merged, len(merged)):
        unmerge(row)
    assert len(merged) > 3
    assert while_merged != before
    assert every_figure() == before
