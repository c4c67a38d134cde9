"""The question type "fill the gaps": words to type or to choose in the middle of a text."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from courses.question_io import gap_text as gap_text_io
from courses.question_io.question import QuestionKind

from .. import gap_text
from .base import AnswerPart, Choice, QuestionBlock, QuestionField, QuestionType, name_of, typed
from .typed_text import ForgivesAccentsBlock, forgives_accents, is_accepted


class GapsBlock(QuestionBlock):
    gapped = blocks.TextBlock(
        label=gettext_lazy("text with gaps"),
        rows=4,
        help_text=gettext_lazy(
            "Write each gap's word in double square brackets, and what else is accepted after a bar: "
            "The capital of Senegal is [[Dakar]]. A metre has [[a hundred|100]] centimetres."
        ),
    )
    distractors = blocks.ListBlock(
        blocks.CharBlock(label=gettext_lazy("word")),
        label=gettext_lazy("wrong words"),
        default=[],
        help_text=gettext_lazy("With any, each gap is a list of words to choose from. Without, the word is typed."),
    )
    forgives_accents = ForgivesAccentsBlock(
        help_text=gettext_lazy("Of words that are typed. Untick it where an accent makes another word: ou, où.")
    )

    class Meta:
        icon = "minus"
        label = gettext_lazy("Fill the gaps")

    def clean(self, value):
        value = super().clean(value)
        problem = gap_text.problem_of(value["gapped"])
        if problem:
            self.refuse(gapped=problem)
        return value


class Gaps(QuestionType):
    """An answer is a list of the words in the gaps, "" for an empty one."""

    code, block, exchanged_as = "gaps", GapsBlock, QuestionKind.GAPS
    template = "courses/quizzes/types/gaps.html"

    def freeze(self, value, chance, shuffle):
        texts, answers = gap_text.split(value["gapped"])
        wrong = list(value["distractors"])
        words = sorted({words[0] for words in answers} | set(wrong), key=str.casefold) if wrong else []
        return {"texts": texts, "answers": answers, "words": words, "forgives_accents": value["forgives_accents"]}

    def ask(self, asked, question, answer):
        *texts, asked.tail = question["texts"]
        for gap, text in enumerate(texts, start=1):
            word = answer[gap - 1] if answer else ""
            choices = [Choice(one, one, one == word) for one in question["words"]]
            asked.parts.append(QuestionField(name_of(question, str(gap)), _label(gap), text, choices, word))

    def read(self, question, post):
        found = [typed(post, name_of(question, str(gap))) for gap in range(1, len(question["answers"]) + 1)]
        words = question["words"]
        return [word if not words or word in words else "" for word in found]

    def is_complete(self, question, answer):
        return all(answer or [""])

    def share(self, question, answer):
        right = sum(
            is_right_word(question, word, accepted) for word, accepted in zip(answer, question["answers"], strict=True)
        )
        return Fraction(right, len(question["answers"]))

    def review(self, question, answer):
        said = answer or [""] * len(question["answers"])
        parts = [
            AnswerPart(word, _label(gap), is_right_word(question, word, accepted), right=accepted[0])
            for gap, (word, accepted) in enumerate(zip(said, question["answers"], strict=True), start=1)
        ]
        return parts, ""

    def gapped_text(self, question):
        return "……".join(question["texts"])

    def from_question(self, question):
        return gap_text_io.to_block(question)

    def to_question(self, value, text):
        return gap_text_io.from_block(value, text)


def is_right_word(question: dict, word: str, accepted: list[str]) -> bool:
    """Return whether `word` is right in a gap: exactly where words are offered, as a typed text where none are."""
    if question["words"]:
        return word in accepted
    return is_accepted(word, accepted, forgives_accents=forgives_accents(question))


def _label(gap):
    return _("Gap %(number)d") % {"number": gap}
