"""Staff who merge at the same moment: no circle, and no chain that queries would not follow."""

import pytest

from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Enrolment
from learning.people.duplicates.merges import MergeRefused, merge, unmerge
from learning.people.models import AuditEntry
from tests.activities.enrolment.test_races import at_once, upcoming
from tests.factories import make_member, make_organisation, make_person

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def canonical(rows):
    return [type(row).objects.get(pk=row.pk).canonical.pk for row in rows]


@pytest.mark.parametrize("make", [make_organisation, make_person])
def test_each_into_the_other_at_once_is_done_one_way(make):
    one, other = make(), make()
    failures = at_once(lambda pair: merge(*pair), [(one, other), (other, one)] * 5)
    assert {type(failure) for failure in failures} == {MergeRefused}
    assert len(failures) == 9
    assert len(set(canonical([one, other]))) == 1
    assert AuditEntry.objects.filter(action="merged").count() == 1


def test_a_circle_of_ten_at_once_stays_as_deep_as_queries_look():
    rows = [make_organisation() for _number in range(10)]
    failures = at_once(lambda pair: merge(*pair), list(zip(rows, rows[1:] + rows[:1], strict=True)))
    assert {type(failure) for failure in failures} <= {MergeRefused}
    assert not type(rows[0]).objects.filter(merged_into__merged_into__merged_into__isnull=False).exists()


def test_enrolment_during_merge_of_organisation_has_the_right_snapshot():
    spelling, member, activity = make_organisation(), make_member(), upcoming()
    people = [make_person(organisation=spelling, email="") for _number in range(10)]
    actions = [lambda person=person: enrolment_actions.enrol(activity, person) for person in people]
    assert at_once(lambda action: action(), [*actions, lambda: merge(spelling, member)]) == []
    assert set(Enrolment.objects.values_list("organisation", "is_member")) == {(spelling.pk, True)}
    assert at_once(lambda action: action(), [lambda: unmerge(spelling)] * 3) == []
    assert set(Enrolment.objects.values_list("organisation", "is_member")) == {(spelling.pk, False)}
