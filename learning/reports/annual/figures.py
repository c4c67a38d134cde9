"""The annual figures of a scope: counted and declared kept apart."""

from dataclasses import dataclass

from ..scope.scopes import Scope
from . import counted_facts, declared_facts
from .facts import COUNTED, Fact
from .sentences import Sentence


@dataclass(frozen=True)
class Annual:
    scope: Scope
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]

    @property
    def counted(self):
        return [one for one in self.sentences if one.kind == COUNTED]

    @property
    def declared(self):
        return [one for one in self.sentences if one.kind != COUNTED and not one.is_context]

    @property
    def context(self):
        return [one for one in self.sentences if one.is_context]


def gather(scope, *, sees_raw):
    """The annual figures of `scope`. What is raw, the shares of women, is only for those who see the people behind."""
    by_part, declared = counted_facts.facts_of(scope), declared_facts.facts_of(scope)
    facts = [fact for part in by_part.values() for fact in part.values()] + list(declared.values())
    sentences = [*counted_facts.sentences_of(by_part), *declared_facts.sentences_of(declared)]
    return Annual(
        scope,
        tuple(fact for fact in facts if sees_raw or not fact.is_raw),
        tuple(one for one in sentences if sees_raw or not one.is_raw),
    )
