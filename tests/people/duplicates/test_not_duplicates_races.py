"""Staff who decide about two people at the same moment: one row, and never both one and two."""

import pytest

from learning.people.duplicates.merges import MergeRefused, merge
from learning.people.duplicates.not_duplicates import NotDuplicatesRefused, mark_not_duplicates
from learning.people.models import AuditEntry, Person, SetApart
from learning.people.privacy.erasure import anonymise
from tests.activities.enrolment.test_races import at_once
from tests.factories import make_person

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_ten_who_set_the_same_two_apart_at_once_leave_one_row():
    one, other = make_person(), make_person()
    assert at_once(lambda pair: mark_not_duplicates(*pair), [(one, other), (other, one)] * 5) == []
    assert SetApart.objects.pairs() == {(one.pk, other.pk)}
    assert AuditEntry.objects.filter(action="set_apart").count() == 1


def test_concurrent_merge_and_mark_leave_one_of_both():
    one, other = make_person(), make_person()
    actions = [lambda: merge(one, other), lambda: mark_not_duplicates(one, other)] * 5
    failures = at_once(lambda action: action(), actions)
    is_one = Person.objects.get(pk=one.pk).canonical == other
    assert SetApart.objects.exists() is not is_one
    refused = [MergeRefused] * 4 + [NotDuplicatesRefused] * 5 if is_one else [MergeRefused] * 5
    assert sorted(type(failure).__name__ for failure in failures) == [failure.__name__ for failure in refused]


def test_person_erased_at_the_same_moment_has_no_mark():
    one, other = make_person(), make_person()
    failures = at_once(
        lambda action: action(), [lambda: anonymise(one), *[lambda: mark_not_duplicates(one, other)] * 5]
    )
    assert {type(failure) for failure in failures} <= {NotDuplicatesRefused}
    assert not SetApart.objects.exists()
