"""Sentences ready to paste, with the facts that they state."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import capfirst

from .facts import Fact

LANGUAGES = ("en", "es", "fr")


def active_language():
    """The active one of the languages of figures."""
    language = (translation.get_language() or "")[:2]
    return language if language in LANGUAGES else LANGUAGES[0]


def in_each_language(say):
    """{language: what `say` gives in it}"""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = say()
    return found


def in_language(text, language):
    """One of what `in_each_language` made; early snapshots have one text, in the language of who froze them."""
    return text if isinstance(text, str) else text.get(language) or text[LANGUAGES[0]]


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
