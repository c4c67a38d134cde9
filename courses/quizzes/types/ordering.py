"""The question type "ordering": items to be put in the right order."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.question_io.question import QuestionKind

from .base import AnswerPart, Choice, QuestionBlock, QuestionField, QuestionType, name_of, named, one_of


class OrderingBlock(QuestionBlock):
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("item")),
        label=_("items"),
        min_num=2,
        max_num=20,
        help_text=_("In the right order: learners get them shuffled."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Ordering")

    def clean(self, value):
        value = super().clean(value)
        if len({item.strip() for item in value["items"]}) < len(value["items"]):
            self.refuse(items=_("Two items are the same: nobody could tell them apart."))
        return value


class Ordering(QuestionType):
    """An answer is {key of an item: its place}. The items are always shuffled, and never shown in the right order."""

    code, block, exchanged_as = "ordering", OrderingBlock, QuestionKind.ORDERING
    template = "courses/quizzes/types/places.html"

    def freeze(self, value, chance, shuffle):
        items = [{"text": text, "place": place} for place, text in enumerate(value["items"], start=1)]
        chance.shuffle(items)
        if all(item["place"] == place for place, item in enumerate(items, start=1)):
            items.reverse()
        return {"items": named(items)}

    def ask(self, asked, question, answer):
        for item in question["items"]:
            chosen = (answer or {}).get(item["key"])
            places = range(1, len(question["items"]) + 1)
            choices = [Choice(str(place), str(place), place == chosen) for place in places]
            asked.parts.append(QuestionField(name_of(question, item["key"]), item["text"], item["text"], choices))

    def read(self, question, post):
        places = {str(place) for place in range(1, len(question["items"]) + 1)}
        found = {item["key"]: one_of(post, name_of(question, item["key"]), places) for item in question["items"]}
        return {item: int(place) for item, place in found.items() if place}

    def is_complete(self, question, answer):
        return len(set((answer or {}).values())) == len(question["items"])

    def share(self, question, answer):
        right = sum(answer.get(item["key"]) == item["place"] for item in question["items"])
        return Fraction(right, len(question["items"]))

    def review(self, question, answer):
        parts = []
        for item in question["items"]:
            said = (answer or {}).get(item["key"])
            parts.append(AnswerPart(str(said or ""), item["text"], said == item["place"], right=str(item["place"])))
        return parts, ""

    def from_question(self, question):
        return {"items": list(question.items)}, []

    def to_question(self, value, text):
        return {"items": tuple(value["items"])}
