import pytest
from django.apps import apps

from learning.activities.models import Enrolment
from learning.people.models import Person, User
from learning.people.privacy import personal_data


def references_to(model):
    """Every field of every model, itself and not its parent, that points at `model`, many-to-many ones included."""
    for other in apps.get_models(include_auto_created=True):
        for field in other._meta.get_fields(include_parents=False):
            if field.concrete and field.is_relation and field.related_model is model:
                yield other, field.name


def test_every_model_that_refers_to_a_person_their_account_or_an_enrolment_is_registered():
    registered = {(holding.model, holding.path) for holding in personal_data.registered()}
    direct = {(model, name) for model, name in references_to(Person) if model not in (Person, User)}
    through = {(model, f"{name}__person") for of in (Enrolment, User) for model, name in references_to(of)}
    own = {(Person, ""), (User, "person")}
    # A row that is merged into another belongs to the same person, and is found by its own.
    same = {(Person, "user__person"), (Enrolment, "merged_into__person")}
    assert direct | through - same | own == registered


def test_there_is_something_to_register():
    assert (Enrolment, "person") in set(references_to(Person))


@pytest.mark.parametrize(
    "holding", personal_data.registered(), ids=lambda holding: f"{holding.model.__name__}.{holding.path}"
)
def test_what_is_blanked_or_cut_are_fields_of_the_model(holding):
    fields = {field.name: field for field in holding.model._meta.get_fields()}
    assert set(holding.erase) | set(holding.cut_to_days) <= set(fields)
    assert all(fields[moment].get_internal_type() == "DateTimeField" for moment in holding.cut_to_days)


def test_every_field_that_says_who_someone_is_is_blanked():
    kept = {"id", "uuid", "merged_into", "erased_on", "created_on"}
    assert {field.name for field in Person._meta.concrete_fields} - kept == set(Person.BLANK)
