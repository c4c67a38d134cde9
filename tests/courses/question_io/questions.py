"""Hypothesis strategies for any question, and one example of each kind."""

import io
from decimal import Decimal

from hypothesis import strategies as st
from PIL import Image

from courses.question_io import text_conversion
from courses.question_io.question import GapAnswer, Option, Pair, Picture, Question, QuestionKind

letters = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" \\~=#{}:%*<>&\"'[]/|-.0123456789")
said = st.text(letters, max_size=30).map(text_conversion.in_line).filter(bool)
unsaid = said | st.just("")
html = said.map(text_conversion.from_plain).map(text_conversion.clean).filter(bool)
numbers = st.decimals(-1_000_000, 1_000_000, allow_nan=False, allow_infinity=False, places=4)


def png():
    file = io.BytesIO()
    Image.new("RGB", (2, 2), (30, 90, 60)).save(file, "PNG")
    return file.getvalue()


pictures = st.none() | said.map(lambda alt: Picture("png", png(), alt))


def question(kind, **parts):
    return st.builds(
        Question,
        kind=st.just(kind),
        title=said,
        text=parts.pop("text", html),
        explanation=html | st.just(""),
        picture=pictures,
        points=st.integers(1, 100),
        **parts,
    )


options = st.builds(Option, said, st.just(False), unsaid)
rights = st.builds(Option, said, st.just(True), unsaid)
several = st.tuples(rights, st.lists(st.one_of(options, rights), min_size=1, max_size=4))
truths = st.tuples(st.booleans(), unsaid, unsaid).map(
    lambda told: (Option("true", told[0], told[1]), Option("false", not told[0], told[2]))
)


@st.composite
def with_one_right(draw):
    wrong = draw(st.lists(options, min_size=1, max_size=4))
    place = draw(st.integers(0, len(wrong)))
    return (*wrong[:place], draw(rights), *wrong[place:])


gap = st.builds(GapAnswer, st.lists(said, min_size=1, max_size=3).map(tuple), st.lists(said, max_size=3).map(tuple))


@st.composite
def gapped(draw):
    gaps = tuple(draw(st.lists(gap, min_size=1, max_size=3)))
    parts = [draw(said.filter(lambda text: not {"[", "]", "{", "}"} & set(text))) for _gap in gaps]
    text = " ".join(f"{part} [[{number}]]" for number, part in enumerate(parts, 1))
    return draw(
        question(
            QuestionKind.GAPS, text=st.just(text_conversion.clean(text_conversion.from_plain(text))), gaps=st.just(gaps)
        )
    )


EVERY = st.one_of(
    question(QuestionKind.ONE, options=with_one_right()),
    question(QuestionKind.SEVERAL, options=several.map(lambda told: (told[0], *told[1]))),
    question(QuestionKind.TRUTH, options=truths),
    question(QuestionKind.TEXT, options=st.lists(rights, min_size=1, max_size=3).map(tuple)),
    question(QuestionKind.NUMBER, number=numbers, tolerance=numbers.map(abs), unit=unsaid),
    question(
        QuestionKind.MATCHING,
        pairs=st.lists(st.builds(Pair, said, said), min_size=2, max_size=4).map(tuple),
        spare=st.lists(said, max_size=2).map(tuple),
    ),
    question(QuestionKind.ORDERING, items=st.lists(said, min_size=2, max_size=4).map(tuple)),
    gapped(),
)
ONE_OF_EACH = [
    Question(QuestionKind.ONE, "One", "<p>Which?</p>", options=(Option("a", True, "Yes"), Option("b", False, "No"))),
    Question(
        QuestionKind.SEVERAL, "Several", "<p>Which?</p>", options=(Option("a", True), Option("b"), Option("c", True))
    ),
    Question(QuestionKind.TRUTH, "Truth", "<p>So?</p>", options=(Option("true"), Option("false", True))),
    Question(QuestionKind.TEXT, "Text", "<p>Say it.</p>", options=(Option("this", True), Option("that", True))),
    Question(QuestionKind.NUMBER, "Number", "<p>How many?</p>", number=Decimal(3), tolerance=Decimal("0.5"), unit="kg"),
    Question(QuestionKind.MATCHING, "Pairs", "<p>Match.</p>", pairs=(Pair("a", "1"), Pair("b", "2")), spare=("3",)),
    Question(QuestionKind.ORDERING, "Order", "<p>Order.</p>", items=("a", "b", "c")),
    Question(QuestionKind.GAPS, "Gap", "<p>The [[1]] shines.</p>", gaps=(GapAnswer(("sun",), ("moon",)),)),
    Question(QuestionKind.GAPS, "Gaps", "<p>[[1]] and [[2]].</p>", gaps=(GapAnswer(("sun",)), GapAnswer(("moon",)))),
]
