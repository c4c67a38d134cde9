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
    """Something to choose, or an accepted answer. Plain words."""

    text: str
    is_right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Pair:
    left: str
    right: str


@dataclass(frozen=True)
class GapAnswer:
    """What may stand in a gap of the text, and the wrong words that are offered beside it, if any are."""

    accepted: tuple[str, ...]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """`kind` is the one that its content proves: png, jpeg, gif or webp."""

    kind: str
    content: bytes = field(repr=False)
    alt: str = ""


@dataclass(frozen=True)
class Question:
    """`text` and `explanation` are HTML of `text_conversion.TAGS` alone; everything else is plain words on one line.

    Of TRUTH the two options are "true" and "false", in this order. Of TEXT the options are the accepted answers, all
    right. Of GAPS the text has [[1]], [[2]] where its gaps are. Of MATCHING, `spare` are right sides that match none.
    `losses` are sentences on what was left behind when it was read.
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
    """What the reader of a file is told of its question `number`, or of all (0): why it isn't taken over or, `is_taken`,
    what of it.
    """

    number: int
    title: str
    why: str
    is_taken: bool = False


class Told:
    """What has `lines` to tell of questions that were left out, and of those that were taken in part."""

    @property
    def left_out(self):
        return [line for line in self.lines if not line.is_taken]

    @property
    def remarks(self):
        return [line for line in self.lines if line.is_taken]


@dataclass
class Reading(Told):
    """What a file gave: its questions with the numbers they had in it, and the lines to tell."""

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
