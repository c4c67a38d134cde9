"""The register of personal data: each app registers its models that refer to a person.

Erasure and the copy people ask for are built from this register, and a test walks every foreign key to a person, an
account or an enrolment and fails on one that isn't in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q, UUIDField

from ..models import Person


@dataclass(frozen=True)
class Holding:
    """One model: the look-up from it to the person ("" for the person's own row).

    In the copy stand `title` and the model's fields, less technical ids and what `leave_out` names; `labels` gives
    words to fields that have none, and adds look-ups; `along` are relations that these are written with. When the person is erased, fields become what `erase` says,
    moments are cut to days, or the rows are deleted. With `why`, the rows are not about the person, they only name
    them: they are in no copy, and `why` says so in a sentence. What speaks of them is forgotten by the logs too.
    `cut` is a function that cuts the moments of one row to days by another clock than that of UTC.
    `own_values` is for a model whose rows show joint values of several rows of one person: called with the person's rows,
    it returns a context manager in which each row has its own values, and these are erased too.
    """

    model: type
    path: str
    title: str = ""
    labels: dict = field(default_factory=dict)
    leave_out: tuple = ()
    along: tuple = ()
    erase: dict = field(default_factory=dict)
    cut_to_days: tuple = ()
    cut: Callable | None = None
    is_deleted: bool = False
    speaks_of_them: bool = True
    why: str = ""
    own_values: Callable | None = None

    def rows(self, *people):
        """Every row about these very `Person` rows: merged ones are asked for by name."""
        return self.model._base_manager.filter(**{f"{self.path or 'pk'}__in": [person.pk for person in people]})

    def columns(self):
        """{look-up: label} of what the copy shows."""
        own = {one.name: self.labels.get(one.name, one.verbose_name) for one in self.fields()}
        return {**{name: label for name, label in self.labels.items() if name not in own}, **own}

    def fields(self):
        """The model's own columns that tell something."""
        hidden = {*self.leave_out, self.path.partition("__")[0]}
        return [
            one
            for one in self.model._meta.concrete_fields
            if not (one.primary_key or one.name in hidden or isinstance(one, UUIDField))
        ]


_register: dict[tuple, Holding] = {}


def register(model, path, title="", **words):
    _register[model, path] = Holding(model, path, title, **words)


def explain(model, path, why, **words):
    """Register a column that says who did something: the account goes, and the database empties it or keeps a number."""
    _register[model, path] = Holding(model, path, why=why, speaks_of_them=False, **words)


def registered():
    return list(_register.values())


def rows_of(person):
    """Every row that counts as the canonical `person`, their own first."""
    same = Q(pk=person.pk) | Q(merged_into=person) | Q(merged_into__merged_into=person)
    return sorted(Person.objects.filter(same), key=lambda row: (row.pk != person.pk, row.pk))
