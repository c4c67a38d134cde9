"""A text with gaps as authors write it: "A metre has [[a hundred|100]] centimetres."."""

import re

from django.utils.translation import gettext as _

GAP = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def split(gapped):
    """("A metre has ", [["a hundred", "100"]], " centimetres.") as (texts, answers): one text more than answers."""
    parts = GAP.split(gapped)
    return parts[::2], [_words(inside) for inside in parts[1::2]]


def problem_of(gapped):
    """What is wrong with it in a sentence, or ""."""
    texts, answers = split(gapped)
    if not answers:
        return _("There is no gap in it: put the word to fill in between [[ and ]].")
    if not all(answers):
        return _("One gap is empty: write the right word between [[ and ]].")
    if any("[[" in text or "]]" in text for text in texts) or any("[[" in word for words in answers for word in words):
        return _("Some brackets have no partner: each gap is [[ and ]] with a word between.")
    return ""


def _words(inside):
    return [word.strip() for word in inside.split("|") if word.strip()]
