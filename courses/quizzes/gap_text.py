"""Parsing of a text with gaps as authors write it: "A metre has [[a hundred|100]] centimetres."."""

from django.utils.translation import gettext as _


def split(gapped):
    """Return (texts, answers) with one text more than answers.

    The example gives ["A metre has ", " centimetres."] and [["a hundred", "100"]].
    """
    texts, answers, after = [], [], 0
    while (start := gapped.find("[[", after)) >= 0 and (end := gapped.find("]]", start + 2)) >= 0:
        texts.append(gapped[after:start])
        answers.append(_words(gapped[start + 2 : end]))
        after = end + 2
    return [*texts, gapped[after:]], answers


def problem_of(gapped):
    """Return a sentence on what is wrong with the text, or "" if nothing is."""
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
