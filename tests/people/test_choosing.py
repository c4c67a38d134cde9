import pytest
from django.utils import translation

from learning.people import choosing
from learning.people.merging import merge
from learning.people.models import Organisation, OrganisationAlias, OrganisationDomain
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cities():
    found = {
        "bogota": make_organisation("Bogotá", country="CO"),
        "guangzhou": make_organisation("Guangzhou", country="CN", place="Guangzhou"),
        "tangier": make_organisation("Tangier", country="MA"),
        "santa_cruz_bo": make_organisation("Santa Cruz", country="BO", kind="local"),
        "santa_cruz_es": make_organisation("Santa Cruz", country="ES", place="Tenerife"),
    }
    for city, names in {
        "bogota": ["Alcaldía Mayor de Bogotá"],
        "guangzhou": ["广州", "Canton"],
        "tangier": ["طنجة", "Tanger"],
    }.items():
        for name in names:
            OrganisationAlias.objects.create(organisation=found[city], name=name)
    return found


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("Bogotá", "bogota"),
        ("bogota", "bogota"),
        ("BOGOTÁ, Colombia", "bogota"),
        ("alcaldia mayor de bogota", "bogota"),
        ("广州", "guangzhou"),
        ("Canton", "guangzhou"),
        ("طنجة", "tangier"),
        ("Tanger", "tangier"),
        ("Santa Cruz, Bolivia", "santa_cruz_bo"),
    ],
)
def test_a_name_an_alias_or_a_label_names_one_organisation(cities, typed, city):
    assert choosing.exactly(typed) == [cities[city]]


@pytest.mark.parametrize(("language", "typed"), [("es", "Santa Cruz, España"), ("fr", "santa cruz, espagne")])
def test_a_label_is_read_in_the_readers_language(cities, language, typed):
    with translation.override(language):
        assert choosing.exactly(typed) == [cities["santa_cruz_es"]]


def test_two_of_one_name_are_both_found(cities):
    assert set(choosing.exactly("Santa Cruz")) == {cities["santa_cruz_bo"], cities["santa_cruz_es"]}


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("Alcaldía de Bogotá", "bogota"),
        ("Ayuntamiento de Bogota", "bogota"),
        ("bogo", "bogota"),
        ("广州市人民政府", "guangzhou"),
        ("Canton city", "guangzhou"),
        ("جماعة طنجة", "tangier"),
        ("Secretariat of social affairs, Tenerife", "santa_cruz_es"),
    ],
)
def test_a_longer_or_a_shorter_name_looks_like_it(cities, typed, city):
    assert choosing.exactly(typed) == []
    assert choosing.look_alikes(typed)[0] == cities[city]


def test_words_that_every_body_of_government_has_point_at_none(cities):
    make_organisation("Barcelona City Council", country="ES")
    assert choosing.look_alikes("Nowhereville City Council") == []


def test_a_merged_organisation_is_found_as_the_one_it_counts_as_only(cities):
    merge(make_organisation("Old Bogotá"), into=cities["bogota"])
    assert choosing.exactly("Old Bogotá") == []
    assert choosing.look_alikes("Old Bogotá") == [cities["bogota"]]


def test_no_more_than_eight_are_offered_however_much_is_typed():
    for number in range(12):
        make_organisation(f"Region {number}")
    assert len(choosing.look_alikes("Region")) == 8
    assert choosing.look_alikes("region " * 28) != []
    assert choosing.look_alikes("a b c d e f g h i j k l m n o p q r s t u v w x y z") == []


def test_what_someone_else_proposed_is_not_shown_but_found_when_typed_in_full():
    mine, theirs = make_person(), make_person()
    proposal = choosing.propose("Villa Nueva", theirs)
    assert choosing.look_alikes("Villa", mine) == []
    assert choosing.look_alikes("Villa", theirs) == [proposal]
    assert choosing.exactly("villa nueva", mine) == [proposal]


def test_a_confirmed_organisation_comes_before_a_proposal_of_the_same_name():
    confirmed = make_organisation("Villa Nueva", country="GT")
    Organisation.objects.create(name="Villa Nueva", is_confirmed=False, proposed_by=make_person())
    assert choosing.exactly("Villa Nueva", make_person()) == [confirmed]


def test_a_proposal_waits_for_staff_and_is_made_once():
    person = make_person()
    proposal = choosing.propose("  Villa\tNueva ", person)
    assert (proposal.name, proposal.is_confirmed, proposal.proposed_by) == ("Villa Nueva", False, person)
    assert choosing.propose("villa nueva", person) == proposal
    assert Organisation.objects.filter(name="Villa Nueva").count() == 1


def test_one_starts_from_their_own_organisation(cities):
    old = make_organisation("Old Bogotá")
    merge(old, into=cities["bogota"])
    old.refresh_from_db()
    assert choosing.expected_of(make_person(organisation=old)) == cities["bogota"]


def test_without_one_the_domain_of_the_address_proposes_it(cities):
    OrganisationDomain.objects.create(organisation=cities["tangier"], domain="tanger.ma")
    assert choosing.expected_of(make_person(organisation=None, email="a@tanger.ma")) == cities["tangier"]
    assert choosing.expected_of(make_person(organisation=None, email="a@sub.tanger.ma")) is None
    assert choosing.expected_of(make_person(organisation=None, email="")) is None
    assert choosing.expected_of(None) is None


def test_suggestions_come_with_the_alias_that_was_meant(cities):
    assert choosing.suggestions_while_typing("广州") == [{"label": "Guangzhou, China", "also": "广州"}]
    assert choosing.suggestions_while_typing("bog") == [{"label": "Bogotá, Colombia", "also": ""}]


def test_names_that_start_with_what_is_typed_come_first():
    make_organisation("Autonomous Government of Santa Cruz")
    make_organisation("Santa Cruz de la Sierra")
    labels = [found["label"] for found in choosing.suggestions_while_typing("santa")]
    assert labels == ["Santa Cruz de la Sierra, Colombia", "Autonomous Government of Santa Cruz, Colombia"]


@pytest.mark.parametrize("typed", ["", "b", "é", "?!", "b" * 201])
def test_too_little_or_too_much_suggests_nothing(cities, typed):
    assert choosing.suggestions_while_typing(typed) == []
