"""What is held about a person, and where: each app registers its models that refer to one.

Erasure and the copy people ask for are built from this register, and a test walks every foreign key to `Person`
and fails on one that isn't in it.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Holding:
    """One model: the look-up from it to the person ("" for the person's own row), the fields blanked when they are
    erased with what they become, the moments cut to days; or `is_deleted`, where nothing counts its rows."""

    model: type
    path: str
    erase: dict = field(default_factory=dict)
    cut_to_days: tuple = ()
    is_deleted: bool = False

    def rows(self, person):
        """Every row about this very `Person` row; merged rows are asked for one by one."""
        return self.model._base_manager.filter(**{self.path or "pk": person.pk})


_register: dict[tuple, Holding] = {}


def register(model, path, erase=None, cut_to_days=(), is_deleted=False):
    _register[model, path] = Holding(model, path, erase or {}, tuple(cut_to_days), is_deleted)


def registered():
    return list(_register.values())
