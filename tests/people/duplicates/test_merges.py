import pytest

from learning.people.canonical import canonical_id, counting_as
from learning.people.duplicates.merges import MergeRefused, merge, unmerge
from learning.people.models import AuditEntry, Organisation, Person
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[make_organisation, make_person])
def rows(request):
    """Three rows of one kind, saved."""
    return [request.param(name) for name in ("Ana", "Ana María", "Ana M.")]


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_merged_row_counts_as_the_other_and_nothing_else_changes(rows):
    one, other, _third = rows
    merge(one, into=other)
    assert fresh(one).canonical == other
    assert list(type(one).objects.canonical().order_by("pk")) == sorted(rows[1:], key=lambda row: row.pk)
    assert fresh(one).name == "Ana"


def test_undoing_a_merging_restores_the_row(rows):
    one, other, _third = rows
    merge(one, into=other)
    unmerge(one)
    assert fresh(one).canonical == one
    assert type(one).objects.canonical().count() == 3


def test_merging_into_a_merged_row_reaches_the_one_that_counts(rows):
    one, other, third = rows
    merge(other, into=third)
    merge(one, into=other)
    assert fresh(one).merged_into == third


def test_a_row_that_others_count_as_is_refused_only_two_deep(rows):
    one, other, third = rows
    merge(one, into=other)
    merge(other, into=third)
    assert fresh(one).canonical == third
    fourth = type(one).objects.create(name="A.")
    with pytest.raises(MergeRefused, match="Others already count as"):
        merge(third, into=fourth)


def test_two_that_count_as_one_are_not_merged_again(rows):
    one, other, third = rows
    merge(one, into=other)
    for pair in ((other, one), (third, third)):
        with pytest.raises(MergeRefused, match="already count as one"):
            merge(*pair)


def test_a_merged_row_is_not_merged_elsewhere_before_that_is_undone(rows):
    one, other, third = rows
    merge(one, into=other)
    with pytest.raises(MergeRefused, match="Undo that first"):
        merge(one, into=third)


def test_queries_count_people_by_the_row_they_count_as():
    one, other, third = (make_person() for _ in range(3))
    merge(one, into=other)
    merge(other, into=third)
    body = make_organisation(proposed_by=one)
    found = Organisation.objects.filter(pk=body.pk).values_list(canonical_id("proposed_by"), flat=True)
    assert list(found) == [third.pk]
    assert Organisation.objects.filter(counting_as("proposed_by", third)).get() == body
    assert not Organisation.objects.filter(counting_as("proposed_by", other)).filter(proposed_by=other).exists()
    assert Person.objects.canonical().get() == third


def logged():
    return list(AuditEntry.objects.order_by("id").values_list("action", "by", "kind", "object_id", "details", "reason"))


def test_who_merged_and_undid_it_when_and_why_is_kept_without_a_name(rows, officer):
    AuditEntry.objects.all()._raw_delete("default")
    one, other, _third = rows
    merge(one, into=other, by=officer, reason="Same telephone")
    unmerge(one, by=officer, reason="Two sisters")
    about = (officer.pk, one._meta.label_lower, str(one.pk))
    assert logged() == [
        ("merged", *about, {"into": other.pk}, "Same telephone"),
        ("unmerged", *about, {"parted_from": other.pk}, "Two sisters"),
    ]


def test_what_was_refused_or_undone_already_is_not_kept(rows):
    one, other, _third = rows
    merge(one, into=other)
    with pytest.raises(MergeRefused):
        merge(one, into=other)
    unmerge(one)
    unmerge(one)
    assert [entry[0] for entry in logged()] == ["merged", "unmerged"]


def test_undoing_the_merging_of_one_that_others_count_as_takes_them_along(rows):
    one, other, third = rows
    merge(one, into=other)
    merge(other, into=third)
    unmerge(other)
    assert [fresh(row).canonical for row in rows] == [other, other, third]
    assert AuditEntry.objects.first().details == {"parted_from": third.pk}
