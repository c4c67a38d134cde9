"""The question type "matching": each text on the left goes with one on the right."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.question_io.question import Pair, QuestionKind

from .base import AnswerPart, Choice, QuestionBlock, QuestionField, QuestionType, name_of, named, one_of


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(label=_("this"))
    right = blocks.CharBlock(label=_("goes with"))

    class Meta:
        icon = "link"
        label = _("Pair")


class MatchingBlock(QuestionBlock):
    pairs = blocks.ListBlock(PairBlock(), label=_("pairs"), min_num=2, max_num=20)
    distractors = blocks.ListBlock(
        blocks.CharBlock(label=_("text")),
        label=_("also offered"),
        default=[],
        help_text=_("Texts that match nothing."),
    )

    class Meta:
        icon = "link"
        label = _("Matching")


class Matching(QuestionType):
    """An answer is {key of a left text: key of a right text}. A right text is shown once, however many it goes with."""

    code, block, exchanged_as = "matching", MatchingBlock, QuestionKind.MATCHING
    template = "courses/quizzes/types/parts.html"

    def freeze(self, value, chance, shuffle):
        texts = list(dict.fromkeys([*[pair["right"] for pair in value["pairs"]], *value["distractors"]]))
        chance.shuffle(texts)
        rights = named([{"text": text} for text in texts])
        key_of = {right["text"]: right["key"] for right in rights}
        lefts = [{"text": pair["left"], "right": key_of[pair["right"]]} for pair in value["pairs"]]
        if shuffle:
            chance.shuffle(lefts)
        return {"lefts": named(lefts), "rights": rights}

    def ask(self, asked, question, answer):
        for left in question["lefts"]:
            chosen = (answer or {}).get(left["key"])
            choices = [Choice(right["key"], right["text"], right["key"] == chosen) for right in question["rights"]]
            asked.parts.append(QuestionField(name_of(question, left["key"]), left["text"], left["text"], choices))

    def read(self, question, post):
        keys = {right["key"] for right in question["rights"]}
        found = {left["key"]: one_of(post, name_of(question, left["key"]), keys) for left in question["lefts"]}
        return {left: right for left, right in found.items() if right}

    def is_complete(self, question, answer):
        return len(answer or {}) == len(question["lefts"])

    def share(self, question, answer):
        right = sum(answer.get(left["key"]) == left["right"] for left in question["lefts"])
        return Fraction(right, len(question["lefts"]))

    def review(self, question, answer):
        texts = {right["key"]: right["text"] for right in question["rights"]}
        parts = []
        for left in question["lefts"]:
            said = (answer or {}).get(left["key"])
            parts.append(
                AnswerPart(texts.get(said, ""), left["text"], said == left["right"], right=texts[left["right"]])
            )
        return parts, ""

    def from_question(self, question):
        pairs = [{"left": pair.left, "right": pair.right} for pair in question.pairs]
        return {"pairs": pairs, "distractors": list(question.spare)}, []

    def to_question(self, value, text):
        pairs = tuple(Pair(pair["left"], pair["right"]) for pair in value["pairs"])
        return {"pairs": pairs, "spare": tuple(value["distractors"])}
