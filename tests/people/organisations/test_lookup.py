import pytest
from django.utils import translation

from learning.people.duplicates.merges import merge
from learning.people.models import Organisation, OrganisationAlias, OrganisationDomain
from learning.people.organisations import lookup
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
    assert lookup.exactly(typed) == [cities[city]]


@pytest.mark.parametrize(("language", "typed"), [("es", "Santa Cruz, España"), ("fr", "santa cruz, espagne")])
def test_a_label_is_read_in_the_readers_language(cities, language, typed):
    with translation.override(language):
        assert lookup.exactly(typed) == [cities["santa_cruz_es"]]


def test_two_of_one_name_are_both_found(cities):
    assert set(lookup.exactly("Santa Cruz")) == {cities["santa_cruz_bo"], cities["santa_cruz_es"]}


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
    assert lookup.exactly(typed) == []
    assert lookup.look_alikes(typed)[0] == cities[city]


def test_words_that_every_body_of_government_has_point_at_none(cities):
    make_organisation("Barcelona City Council", country="ES")
    assert lookup.look_alikes("Nowhereville City Council") == []


def test_a_merged_organisation_is_found_as_the_one_it_counts_as_only(cities):
    old = make_organisation("Old Bogotá")
    OrganisationAlias.objects.create(organisation=old, name="Santafé")
    merge(old, into=cities["bogota"])
    for typed in ("Old Bogotá", "santafe"):
        assert lookup.exactly(typed) == [cities["bogota"]]
        assert lookup.look_alikes(typed) == [cities["bogota"]]
    assert lookup.suggestions_while_typing("old bog") == [{"label": "Bogotá, Colombia", "also": ""}]


def test_no_more_than_eight_are_offered_however_much_is_typed():
    for number in range(12):
        make_organisation(f"Region {number}")
    assert len(lookup.look_alikes("Region")) == 8
    assert lookup.look_alikes("region " * 28) != []
    assert lookup.look_alikes("a b c d e f g h i j k l m n o p q r s t u v w x y z") == []


def test_what_someone_else_proposed_is_not_shown_but_found_when_typed_in_full():
    mine, theirs = make_person(), make_person()
    proposal = lookup.propose("Villa Nueva", theirs)
    assert lookup.look_alikes("Villa", mine) == []
    assert lookup.look_alikes("Villa", theirs) == [proposal]
    assert lookup.exactly("villa nueva", mine) == [proposal]


def test_a_confirmed_organisation_comes_before_a_proposal_of_the_same_name():
    confirmed = make_organisation("Villa Nueva", country="GT")
    Organisation.objects.create(name="Villa Nueva", is_confirmed=False, proposed_by=make_person())
    assert lookup.exactly("Villa Nueva", make_person()) == [confirmed]


def test_a_proposal_waits_for_staff_and_is_made_once():
    person = make_person()
    proposal = lookup.propose("  Villa\tNueva ", person)
    assert (proposal.name, proposal.is_confirmed, proposal.proposed_by) == ("Villa Nueva", False, person)
    assert lookup.propose("villa nueva", person) == proposal
    assert Organisation.objects.filter(name="Villa Nueva").count() == 1


def test_one_starts_from_their_own_organisation(cities):
    old = make_organisation("Old Bogotá")
    merge(old, into=cities["bogota"])
    old.refresh_from_db()
    assert lookup.expected_of(make_person(organisation=old)) == cities["bogota"]


def of_domain(organisation, domain):
    OrganisationDomain.objects.create(organisation=organisation, domain=domain)


@pytest.mark.parametrize("address", ["a@bogota.gov.co", "a@BOGOTA.GOV.CO", "a@mail.bogota.gov.co"])
def test_without_one_the_domain_of_the_address_proposes_it(cities, address):
    of_domain(cities["bogota"], "bogota.gov.co")
    assert lookup.expected_of(make_person(organisation=None, email=address)) == cities["bogota"]


@pytest.mark.parametrize("address", ["", "a@cali.gov.co", "a@notbogota.gov.co", "a@bogota.gov.co.example"])
def test_no_other_domain_proposes_it(cities, address):
    of_domain(cities["bogota"], "bogota.gov.co")
    assert lookup.expected_of(make_person(organisation=None, email=address)) is None
    assert lookup.expected_of(None) is None


def test_the_nearest_domain_decides(cities):
    institute = make_organisation("Institute of the District")
    of_domain(cities["bogota"], "bogota.gov.co")
    of_domain(institute, "idu.bogota.gov.co")
    assert lookup.of_address("a@mail.idu.bogota.gov.co") == institute


def test_a_public_domain_proposes_nobody_even_where_one_was_written_down(cities):
    for domain in ("gmail.com", "gov.co"):
        of_domain(cities["bogota"], domain)
    assert [lookup.of_address(address) for address in ("a@gmail.com", "a@x.gmail.com", "a@cali.gov.co")] == [None] * 3


def test_the_domain_of_a_merged_organisation_proposes_the_one_it_counts_as(cities):
    old = make_organisation("Old Bogotá")
    of_domain(old, "bogota.gov.co")
    merge(old, into=cities["bogota"])
    assert lookup.of_address("a@bogota.gov.co") == cities["bogota"]


def test_what_waits_to_be_confirmed_is_proposed_to_nobody():
    of_domain(lookup.propose("Villa Nueva", make_person(organisation=None)), "villanueva.gob.gt")
    assert lookup.of_address("a@villanueva.gob.gt") is None


def test_suggestions_come_with_the_alias_that_was_meant(cities):
    assert lookup.suggestions_while_typing("广州") == [{"label": "Guangzhou, China", "also": "广州"}]
    assert lookup.suggestions_while_typing("bog") == [{"label": "Bogotá, Colombia", "also": ""}]


def test_names_that_start_with_what_is_typed_come_first():
    make_organisation("Autonomous Government of Santa Cruz")
    make_organisation("Santa Cruz de la Sierra")
    labels = [found["label"] for found in lookup.suggestions_while_typing("santa")]
    assert labels == ["Santa Cruz de la Sierra, Colombia", "Autonomous Government of Santa Cruz, Colombia"]


@pytest.mark.parametrize("typed", ["", "b", "é", "?!", "b" * 201])
def test_too_little_or_too_much_suggests_nothing(cities, typed):
    assert lookup.suggestions_while_typing(typed) == []
