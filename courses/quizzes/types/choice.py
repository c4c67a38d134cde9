"""Question types with options to choose from: one choice, several choices."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.question_io.question import Option, QuestionKind

from .base import AnswerPart, Choice, QuestionBlock, QuestionType, name_of, named, one_of


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("option"))
    correct = blocks.BooleanBlock(label=_("right"), required=False)
    feedback = blocks.CharBlock(label=_("feedback"), required=False, default="", help_text=_("For who chose it."))

    class Meta:
        icon = "list-ul"
        label = _("Option")


class ChoiceQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("options"), min_num=2, max_num=20)

    class Meta:
        abstract = True


class OneChoiceBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "radio-full"
        label = _("One choice")

    def clean(self, value):
        value = super().clean(value)
        if sum(option["correct"] for option in value["options"]) != 1:
            self.refuse(options=_("Mark one option as right."))
        return value


class SeveralChoicesBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "tasks"
        label = _("Several choices")

    def clean(self, value):
        value = super().clean(value)
        if not any(option["correct"] for option in value["options"]):
            self.refuse(options=_("Mark at least one option as right."))
        return value


class ChoiceType(QuestionType):
    """What one choice and several choices share. An answer is read into the keys that `chosen` returns."""

    template = "courses/quizzes/types/choices.html"

    def chosen(self, answer):
        """Return the keys of the options chosen."""
        raise NotImplementedError

    def freeze(self, value, chance, shuffle):
        options = [{name: option[name] for name in ("text", "correct", "feedback")} for option in value["options"]]
        if shuffle:
            chance.shuffle(options)
        return {"options": named(options)}

    def ask(self, asked, question, answer):
        chosen = self.chosen(answer)
        asked.choices = [
            Choice(option["key"], option["text"], option["key"] in chosen) for option in question["options"]
        ]

    def review(self, question, answer):
        chosen = self.chosen(answer)
        parts = [
            AnswerPart(option["text"], "", option["correct"], option["feedback"])
            for option in question["options"]
            if option["key"] in chosen
        ]
        return parts, "; ".join(option["text"] for option in question["options"] if option["correct"])

    def from_question(self, question):
        options = [
            {"text": option.text, "correct": option.is_right, "feedback": option.feedback}
            for option in question.options
        ]
        return {"options": options}, []

    def to_question(self, value, text):
        found = [(option["text"], bool(option["correct"]), option["feedback"] or "") for option in value["options"]]
        return {"options": tuple(Option(*one) for one in found)}


class OneChoice(ChoiceType):
    """An answer is the key of an option, or ""."""

    code, block, exchanged_as = "one_choice", OneChoiceBlock, QuestionKind.ONE

    def chosen(self, answer):
        return [answer] if answer else []

    def read(self, question, post):
        return one_of(post, name_of(question), {option["key"] for option in question["options"]})

    def share(self, question, answer):
        return Fraction(any(option["key"] == answer and option["correct"] for option in question["options"]))


class SeveralChoices(ChoiceType):
    """An answer is a list of keys. A wrong option takes a right one back: choosing all gains nothing over guessing."""

    code, block, exchanged_as = "several_choices", SeveralChoicesBlock, QuestionKind.SEVERAL
    template = "courses/quizzes/types/several_choices.html"

    def chosen(self, answer):
        return answer or []

    def read(self, question, post):
        chosen = set(post.getlist(name_of(question)))
        return [option["key"] for option in question["options"] if option["key"] in chosen]

    def share(self, question, answer):
        right = {option["key"] for option in question["options"] if option["correct"]}
        chosen = set(answer)
        return max(Fraction(0), Fraction(len(chosen & right) - len(chosen - right), len(right)))
