"""A sentence ready to paste: how it is said, and the facts it says."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import capfirst

from .facts import Fact

LANGUAGES = ("en", "es", "fr")


@dataclass(frozen=True)
class Sentence:
    """`say` composes it in the active language. One that opened a sentence in print begins with a capital."""

    key: str
    say: Callable[[], str]
    facts: tuple[Fact, ...]
    opens: bool = False
    # As printed, in the language of its source alone: nobody put it into words here.
    is_quote: bool = False

    def __str__(self):
        said = str(self.say())
        return capfirst(said) if self.opens else said

    def in_language(self, language):
        with translation.override(language):
            return str(self)

    @property
    def kind(self):
        return self.facts[0].kind

    @property
    def is_raw(self):
        return any(fact.is_raw for fact in self.facts)

    @property
    def is_context(self):
        return self.facts[0].is_context
