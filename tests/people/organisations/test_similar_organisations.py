import pytest

from learning.people.duplicates.merges import merge
from learning.people.models import Organisation, OrganisationAlias
from learning.people.organisations.lookup import confirm, propose
from learning.people.organisations.similar_organisations import alike
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    bogota = make_organisation("Bogotá")
    guangzhou = make_organisation("Guangzhou", country="CN")
    OrganisationAlias.objects.create(organisation=guangzhou, name="广州")
    make_organisation("Barcelona City Council", country="ES")
    return {"bogota": bogota, "guangzhou": guangzhou}


def nearest(text):
    proposal = propose(text, make_person(organisation=None))
    return alike([proposal])[proposal.pk]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Alcaldía Mayor de Bogotá D.C.", "bogota"),
        ("Bogta", "bogota"),
        ("BOGOTA", "bogota"),
        ("广州市人民政府", "guangzhou"),
        ("Guangzou", "guangzhou"),
    ],
)
def test_proposal_is_similar_to_names_that_it_contains_or_misspells(register, text, city):
    assert nearest(text)[0] == register[city]


@pytest.mark.parametrize("text", ["Nowhereville City Council", "Lima", "市", "ab"])
def test_common_words_make_no_proposal_similar(register, text):
    assert nearest(text) == []


def test_the_likeliest_come_first_and_no_more_than_four(register):
    for number in range(6):
        make_organisation(f"Santa Cruz {number}")
    exact = make_organisation("Santa Cruz")
    found = nearest("Santa Cruz")
    assert (found[0], len(found)) == (exact, 4)


def test_other_proposals_are_not_offered_and_merged_names_lead_to_the_one_they_count_as(register):
    assert nearest("Villa Nueva") == nearest("Villa Nueva") == []
    merge(make_organisation("Santafé"), into=register["bogota"])
    assert nearest("Santafe") == [register["bogota"]]


def test_a_proposal_is_confirmed_once():
    proposal = propose("Villa Nueva", make_person(organisation=None))
    assert (confirm(proposal), confirm(proposal)) == (True, False)
    assert Organisation.objects.get(name="Villa Nueva").is_confirmed


def test_one_that_counts_as_another_by_now_is_not_confirmed(register):
    proposal = propose("Villa Nueva", make_person(organisation=None))
    merge(proposal, into=register["bogota"])
    assert confirm(proposal) is False


@pytest.mark.parametrize("count", [1, 30])
def test_look_up_takes_four_queries_for_one_and_thirty_proposals(register, django_assert_num_queries, count):
    proposals = [propose(f"Bogotá {number}", make_person(organisation=None)) for number in range(count)]
    with django_assert_num_queries(4):
        assert all(found[0] == register["bogota"] for found in alike(proposals).values())
    assert alike([]) == {}
