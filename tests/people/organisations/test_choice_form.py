import pytest

from learning.people.models import Organisation
from learning.people.organisations.choice_form import NEW, OrganisationChoiceForm
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person(organisation=None)


def answered(person, text, choice="", asked=None):
    data = {"organisation": text, "organisation_choice": choice, "organisation_asked": text if asked is None else asked}
    return OrganisationChoiceForm(data, person=person)


def offered(form):
    assert not form.is_valid()
    return [label for _value, label in form.fields["organisation_choice"].widget.choices]


def test_form_starts_with_the_organisation_of_the_person():
    form = OrganisationChoiceForm(person=make_person(organisation=make_organisation("Bogotá")))
    assert form["organisation"].value() == "Bogotá, Colombia"
    assert form["organisation_choice"].is_hidden


def test_the_label_it_starts_with_is_their_organisation_even_among_namesakes():
    make_organisation("Santa Cruz", country="BO")
    mine = make_organisation("Santa Cruz", country="BO")
    form = answered(make_person(organisation=mine), "Santa Cruz, Bolivia")
    assert form.is_valid()
    assert form.chosen_organisation() == mine


def test_a_name_that_is_known_once_is_enough(person):
    bogota = make_organisation("Bogotá")
    form = answered(person, "bogota")
    assert form.is_valid()
    assert form.chosen_organisation() == bogota


def test_among_namesakes_it_asks_and_tells_them_apart(person):
    make_organisation("Santa Cruz", country="BO")
    tenerife = make_organisation("Santa Cruz", country="ES", place="Tenerife", kind="academic")
    form = answered(person, "Santa Cruz")
    assert offered(form) == [
        "Santa Cruz, Bolivia · Local or regional government",
        "Santa Cruz, Spain · Tenerife · University or research",
        "Mine is not here: propose “Santa Cruz”",
    ]
    assert form.errors["organisation"] == ["Several organisations have this name. Choose yours below."]
    form = answered(person, "Santa Cruz", str(tenerife.uuid))
    assert form.is_valid()
    assert form.chosen_organisation() == tenerife


def test_what_was_typed_comes_back_with_the_question(person):
    make_organisation("Bogotá")
    form = answered(person, "Alcaldía de Bogotá")
    assert offered(form) == [
        "Bogotá, Colombia · Local or regional government",
        "Mine is not here: propose “Alcaldía de Bogotá”",
    ]
    assert form["organisation"].value() == "Alcaldía de Bogotá"
    assert not form["organisation_choice"].is_hidden
    assert form["organisation_choice"].value() == ""


def test_an_unknown_name_can_be_proposed(person):
    form = answered(person, "Villa Nueva")
    assert offered(form) == ["Mine is not here: propose “Villa Nueva”"]
    assert form["organisation_choice"].value() == NEW
    form = answered(person, "Villa Nueva", NEW)
    assert form.is_valid()
    assert Organisation.objects.count() == 0
    made = form.chosen_organisation()
    assert (made.name, made.is_confirmed, made.proposed_by) == ("Villa Nueva", False, person)


def test_an_answer_counts_only_for_the_name_it_was_given_to(person):
    bogota = make_organisation("Bogotá")
    form = answered(person, "Bogotá", NEW, asked="Villa Nueva")
    assert form.is_valid()
    assert form.chosen_organisation() == bogota


def test_a_different_one_of_a_known_name_can_be_proposed_too(person):
    make_organisation("Santa Cruz", country="BO")
    make_organisation("Santa Cruz", country="ES")
    form = answered(person, "Santa Cruz", NEW)
    assert form.is_valid()
    assert form.chosen_organisation().is_confirmed is False


def test_an_organisation_that_was_not_offered_is_not_taken(person):
    make_organisation("Bogotá")
    other = make_organisation("Dakar")
    assert not answered(person, "Alcaldía de Bogotá", str(other.uuid)).is_valid()


def test_the_answer_stays_ticked_when_another_field_is_wrong(person):
    bogota = make_organisation("Bogotá")
    form = answered(person, "Alcaldía de Bogotá", str(bogota.uuid))
    assert form.is_valid()
    assert form["organisation_choice"].value() == str(bogota.uuid)
    assert f'value="{bogota.uuid}" id="id_organisation_choice_0" checked' in str(form["organisation_choice"])


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Enter the organisation that you represent."),
        ("???", "Write the name in letters."),
        ("x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
    ],
)
def test_what_is_no_name_is_refused_with_a_reason(person, text, error):
    assert answered(person, text).errors["organisation"] == [error]


def test_form_works_without_person():
    bogota = make_organisation("Bogotá")
    form = answered(None, "Bogotá")
    assert form.is_valid()
    assert form.chosen_organisation() == bogota
