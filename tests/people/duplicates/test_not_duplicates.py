import pytest

from home.participants_sentence import count
from learning.people.duplicates.merges import MergeRefused, merge, unmerge
from learning.people.duplicates.not_duplicates import (
    NotDuplicatesRefused,
    mark_not_duplicates,
    not_duplicates_of,
    unmark_not_duplicates,
)
from learning.people.models import AuditEntry, Person, SetApart
from learning.people.privacy.data_export import sections
from learning.people.privacy.erasure import erase
from learning.reports.queries.by_activity import figures_by_activity, people_of
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_organisation, make_person

pytestmark = pytest.mark.django_db
CAME = {"participated_on": "2026-01-01", "attended_on": "2026-01-01"}


@pytest.fixture
def family():
    """A father, his son and a third, of one name in one city hall."""
    city_hall = make_organisation("Bogotá")
    return [make_person("Juan Pérez", organisation=city_hall) for _number in range(3)]


def others(person):
    return [other for other, _pair in not_duplicates_of(Person.objects.get(pk=person.pk).canonical)]


def logged():
    return list(AuditEntry.objects.order_by("id").values_list("action", "by", "object_id", "details", "reason"))


def test_two_are_set_apart_whichever_is_named_first(family, officer):
    father, son, third = family
    pair = mark_not_duplicates(son, father, by=officer)
    assert (pair.first, pair.second, pair.by) == (father, son, officer)
    assert (others(father), others(son), others(third)) == ([son], [father], [])


def test_said_again_it_stands_as_it_was_said_first(family, officer, staff):
    father, son, _third = family
    AuditEntry.objects.all()._raw_delete("default")
    first = mark_not_duplicates(son, father, by=officer, reason="Father and son")
    assert mark_not_duplicates(father, son, by=staff, reason="So I hear too") == first
    assert SetApart.objects.get().by == officer
    assert logged() == [("set_apart", officer.pk, str(son.pk), {"apart_from": father.pk}, "Father and son")]


def test_mark_is_undone_from_either_side_and_recorded(family, officer):
    father, son, _third = family
    mark_not_duplicates(son, father)
    AuditEntry.objects.all()._raw_delete("default")
    assert unmark_not_duplicates(father, son, by=officer, reason="One man after all")
    assert not unmark_not_duplicates(father, son, by=officer)
    assert not SetApart.objects.exists()
    assert logged() == [
        ("set_apart_undone", officer.pk, str(father.pk), {"apart_from": son.pk}, "One man after all"),
    ]


def test_marked_persons_are_not_merged_before_the_mark_is_undone(family):
    father, son, _third = family
    mark_not_duplicates(father, son)
    with pytest.raises(MergeRefused, match="were set apart as two people"):
        merge(son, into=father)
    unmark_not_duplicates(father, son)
    assert merge(son, into=father) == father


def test_merged_persons_are_not_marked(family):
    father, son, third = family
    merge(son, into=father)
    for pair in ((son, father), (father, son), (third, third)):
        with pytest.raises(NotDuplicatesRefused, match="already count as one"):
            mark_not_duplicates(*pair)
    assert not SetApart.objects.exists()


def test_mark_applies_to_rows_merged_into_one_of_the_two(family):
    father, son, third = family
    mark_not_duplicates(father, son)
    merge(father, into=third)
    assert (others(third), others(son)) == ([son], [third])
    with pytest.raises(MergeRefused, match="set apart"):
        merge(son, into=third)
    unmerge(father)
    assert (others(third), others(father), others(son)) == ([], [son], [father])


def test_rows_that_count_as_one_are_set_apart_as_the_person_they_are(family):
    father, son, third = family
    merge(third, into=father)
    mark_not_duplicates(third, son)
    assert SetApart.objects.pairs() == {(father.pk, son.pk)}


def test_what_was_said_of_two_rows_of_one_person_is_listed_and_undone_once(family):
    father, son, third = family
    mark_not_duplicates(father, son)
    mark_not_duplicates(third, son)
    merge(third, into=father)
    assert (others(son), others(father)) == ([father], [son])
    unmark_not_duplicates(father, son)
    assert not SetApart.objects.exists()


def figures(activity):
    return figures_by_activity(Scope(), [activity.pk]), people_of(Scope(), [activity.pk]), count(2026)


def test_no_figure_changes(family):
    activity = make_activity()
    for person in family:
        make_enrolment(activity, person, **CAME)
    before = figures(activity)
    mark_not_duplicates(family[0], family[1])
    assert figures(activity) == before
    unmark_not_duplicates(family[0], family[1])
    assert figures(activity) == before


@pytest.mark.parametrize("gone", [0, 1])
def test_erased_person_is_no_duplicate_and_the_reason_is_deleted(family, officer, gone):
    mark_not_duplicates(family[0], family[1], by=officer, reason="The younger one works in parks")
    mark_not_duplicates(family[2], family[1 - gone], by=officer, reason="She is a woman")
    erase(family[gone], by=officer)
    assert SetApart.objects.pairs() == {tuple(sorted((family[2].pk, family[1 - gone].pk)))}
    reasons = AuditEntry.objects.filter(action="set_apart").order_by("id").values_list("reason", flat=True)
    assert list(reasons) == ["", "She is a woman"]
    with pytest.raises(NotDuplicatesRefused, match="Who was erased looks like nobody"):
        mark_not_duplicates(family[gone], family[2])


def test_a_row_that_counts_as_who_is_erased_takes_its_pairs_along(family, officer):
    father, son, third = family
    mark_not_duplicates(father, son)
    merge(father, into=third)
    erase(third, by=officer)
    assert not SetApart.objects.exists()


def test_the_account_of_whoever_said_it_goes_and_what_they_said_stays(family, officer):
    mark_not_duplicates(family[0], family[1], by=officer)
    erase(officer.person, by=None)
    assert SetApart.objects.get().by is None


def test_the_copy_of_ones_data_tells_nothing_of_the_other(family):
    mark_not_duplicates(family[0], family[1])
    assert SetApart not in {section.holding.model for section in sections(family[0])}


@pytest.mark.parametrize("number", [1, 30])
def test_from_whom_someone_is_apart_takes_one_query(family, officer, django_assert_num_queries, number):
    for _ in range(number):
        mark_not_duplicates(family[0], make_person(), by=officer)
    with django_assert_num_queries(1):
        told = [(str(other), pair.by.get_full_name()) for other, pair in not_duplicates_of(family[0])]
    assert len(told) == number
