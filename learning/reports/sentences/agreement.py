"""Agreement of adjectives with a number ("chinas", "chinoises"): audiences are entered in the plural."""

from django.utils.translation import get_language

# Plural endings of feminine adjectives, as "ciudad" and "ville" take them; the first that fits. Else a final "s" goes.
ENDINGS = {
    "es": (("íes", "í"), ("úes", "ú"), ("ces", "z"), ("ales", "al"), ("iles", "il"), ("ares", "ar")),
    "fr": (),
}
# What follows these does not agree: "china del norte".
PREPOSITIONS = {"de", "del", "du", "des", "d", "en", "à", "au", "aux", "con", "avec", "por", "par"}


def is_singular(number):
    """Whether `number` takes a singular in the active language; in French nothing does too."""
    return number == 1 or (_language() == "fr" and number == 0)


def singular(words):
    """The adjectives `words` in the singular; English ones don't inflect."""
    if _language() not in ENDINGS:
        return words
    told = words.split(" ")
    until = next((place for place, word in enumerate(told) if _is_preposition(word)), len(told))
    return " ".join([*map(_singular, told[:until]), *told[until:]])


def _is_preposition(word):
    return word.lower().partition("’")[0].partition("'")[0] in PREPOSITIONS


def _singular(word):
    for plural, one in ENDINGS[_language()]:
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    return word.removesuffix("s")


def _language():
    return (get_language() or "en")[:2]
