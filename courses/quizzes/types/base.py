"""What every question type is made of: its block, and what happens to a question from the quiz page to the review."""

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from courses.question_io.question import NotTaken, Question, QuestionKind

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]
LONGEST_ANSWER = 500


class QuestionPictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=gettext_lazy("image"), required=False)
    alt = blocks.CharBlock(
        label=gettext_lazy("in words"),
        required=False,
        default="",
        help_text=gettext_lazy(
            "What someone who can't see it needs to answer the question. Don't give the answer away."
        ),
    )

    class Meta:
        icon = "image"
        label = gettext_lazy("Image")

    def clean(self, value):
        value = super().clean(value)
        if value["image"] and not value["alt"]:
            raise StructBlockValidationError({"alt": ValidationError(_("Say it in words: not everyone sees it."))})
        return value


class QuestionBlock(blocks.StructBlock):
    """The fields that the block of every question type has."""

    text = blocks.RichTextBlock(label=gettext_lazy("question"), features=TEXT_FEATURES)
    picture = QuestionPictureBlock(label=gettext_lazy("picture"), required=False)
    points = blocks.IntegerBlock(label=gettext_lazy("points"), default=1, min_value=1, max_value=100)
    explanation = blocks.RichTextBlock(
        label=gettext_lazy("explanation"),
        required=False,
        default="",
        features=TEXT_FEATURES,
        help_text=gettext_lazy("Shown with the result: why it is so, and where to read more."),
    )

    def refuse(self, **sentences):
        """Raise a validation error with a sentence for each field named."""
        raise StructBlockValidationError({name: ValidationError(sentence) for name, sentence in sentences.items()})


@dataclass(frozen=True)
class Choice:
    key: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class QuestionField:
    """One field of a question that has several: `text` stands before it."""

    name: str
    label: str
    text: str
    choices: list
    typed: str = ""


@dataclass
class Asked:
    """A question as a page may show it, without what is right.

    `template` draws its fields: `choices` of a question with one field, `parts` of one with several, `typed` into a text
    field, `tail` after the last gap.
    """

    number: int
    kind: str
    template: str
    name: str
    text: str
    points: int
    choices: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    typed: str = ""
    unit: str = ""
    tail: str = ""
    is_complete: bool = False
    image: object = None
    alt: str = ""


@dataclass(frozen=True)
class AnswerPart:
    """One part of an answer in the review: `said` of `what` ("" for the whole), whether it was right, feedback, what is
    right."""

    said: str
    what: str = ""
    is_right: bool | None = None
    feedback: str = ""
    right: str = ""


class QuestionType:
    """One question type: an object without state, found by its `code` in `types.TYPES`.

    A question goes through these steps: an author fills in `block`; `freeze` takes the question of one attempt out of it,
    as JSON with its right answers; `ask` fills the fields that `template` draws; `read` takes the answer from the form;
    `share` grades it; `review` says what was right. `from_question` and `to_question` import and export it.
    """

    # The name of the block in the stream, and the `kind` of a frozen question. Stored: never change it.
    code: str
    block: type[QuestionBlock]
    template: str
    # How question files call it; None for a type that no file can hold.
    exchanged_as: QuestionKind | None = None

    def freeze(self, value: Any, chance: Random, shuffle: bool) -> dict:
        """Return what an attempt keeps of the block's `value` beside text, picture, points and explanation.

        Pieces are named by the place at which they are shown ("1", "2", …): a name gives nothing away.
        """
        raise NotImplementedError

    def ask(self, asked: Asked, question: dict, answer: Any) -> None:
        """Fill the fields of `asked`, with what was answered so far."""
        raise NotImplementedError

    def read(self, question: dict, post: QueryDict) -> Any:
        """Return the answer in a posted form, as JSON. What the question doesn't offer counts as not sent."""
        raise NotImplementedError

    def is_complete(self, question: dict, answer: Any) -> bool:
        """Return whether no part of the question was left out."""
        return bool(answer)

    def share(self, question: dict, answer: Any) -> Fraction:
        """Return from 0 to 1 how much of the question a non-empty `answer` answers rightly."""
        raise NotImplementedError

    def review(self, question: dict, answer: Any) -> tuple[list[AnswerPart], str]:
        """Return the parts of the answer, and what is right where no part says it."""
        raise NotImplementedError

    def gapped_text(self, question: dict) -> str:
        """Return the text with gaps as it was asked, "" for a type without gaps."""
        return ""

    def from_question(self, question: Question) -> tuple[dict, list[str]]:
        """Return the block's value for an imported question, and sentences on what is lost. Raises `NotTaken`."""
        raise NotTaken(_("Questions of this type can't be imported."))

    def to_question(self, value: Any, text: str) -> dict:
        """Return the fields of the exported `Question` for the block's value; `text` is its clean HTML.

        Raises `NotTaken` where no file can hold it.
        """
        raise NotTaken(_("Questions of this type can't be written to a file."))


def name_of(question: dict, part: str = "") -> str:
    """Return the name of the question's field in the form, or of one of its fields."""
    return f"q-{question['id']}-{part}" if part else f"q-{question['id']}"


def typed(post: QueryDict, name: str) -> str:
    """Return what was typed into the field `name`, without NUL and cut to LONGEST_ANSWER characters."""
    return post.get(name, "").replace("\0", "").strip()[:LONGEST_ANSWER]


def one_of(post: QueryDict, name: str, keys: set[str]) -> str:
    """Return what was chosen in the field `name`, "" for anything that is not among `keys`."""
    chosen = post.get(name, "")
    return chosen if chosen in keys else ""


def named(pieces: list[dict]) -> list[dict]:
    """Return `pieces` with a `key` each: the place at which it is shown."""
    return [{"key": str(place), **piece} for place, piece in enumerate(pieces, start=1)]
