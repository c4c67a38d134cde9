"""A question of a file: the form that all formats and the quiz page share."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class QuestionKind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    TRUTH = "truth"
    TEXT = "text"
    NUMBER = "number"
    MATCHING = "matching"
    ORDERING = "ordering"
    GAPS = "gaps"


@dataclass(frozen=True)
class Option:
    """A choice, or an accepted answer, in plain words."""

    text: str
    is_right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Pair:
    left: str
    right: str


@dataclass(frozen=True)
class GapAnswer:
    """The accepted words of a gap in the text, and the wrong words that are offered beside them, if any."""

    accepted: tuple[str, ...]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture. `kind` is detected from its content: png, jpeg, gif or webp."""

    kind: str
    content: bytes = field(repr=False)
    alt: str = ""


@dataclass(frozen=True)
class Question:
    """A question that is imported or exported.

    `text` and `explanation` are HTML with `text_conversion.TAGS` only; everything else is plain words on one line.
    TRUTH has two options, "true" and "false", in this order. TEXT has the accepted answers as options, all right. GAPS
    has [[1]], [[2]] in the text for its gaps. For MATCHING, `spare` are right sides that match none. `losses` are the
    conversion warnings from reading it.
    """

    kind: QuestionKind
    title: str
    text: str
    options: tuple[Option, ...] = ()
    number: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    pairs: tuple[Pair, ...] = ()
    spare: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    gaps: tuple[GapAnswer, ...] = ()
    explanation: str = ""
    picture: Picture | None = None
    points: int = 1
    losses: tuple = field(default=(), compare=False)


@dataclass(frozen=True)
class Remark:
    """Remark on question `number` of a file, or on the whole file (0).

    It says why the question is left out or, with `is_taken`, what of it is lost.
    """

    number: int
    title: str
    why: str
    is_taken: bool = False


class Told:
    """Mixin for classes with `lines`: Remarks on questions that are left out, and on those that are taken in part."""

    @property
    def left_out(self):
        return [line for line in self.lines if not line.is_taken]

    @property
    def remarks(self):
        return [line for line in self.lines if line.is_taken]


@dataclass
class Reading(Told):
    """Content of a file: its questions with their numbers in the file, and the Remarks."""

    numbered: list[tuple[int, Question]] = field(default_factory=list)
    lines: list[Remark] = field(default_factory=list)

    @property
    def on_the_file(self):
        return [line for line in self.remarks if not line.number]

    @property
    def questions(self):
        return [question for _number, question in self.numbered]


class NotTaken(Exception):
    """A question that can't be taken over. Its text gives the reason to the person who uploaded it."""


class UnreadableFile(Exception):
    """A file that can't be read at all. Its text gives the reason to the person who uploaded it."""
