from decimal import Decimal

import pytest
from django.utils import translation

from learning.reports.annual.rows import FrozenFigure
from learning.reports.sentences.comparison import change, is_over, over
from learning.reports.sentences.numbers import Quantity, change_in_print, percent, printed

NARROW, HARD = "\u202f", "\xa0"


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", 300, "300"),
        ("en", 1400, "1400"),
        ("en", 31998, "31,998"),
        ("en", 1234567, "1,234,567"),
        ("en", Decimal("9.30"), "9.3"),
        ("en", -4, "−4"),
        ("es", 1400, "1400"),
        ("es", 31998, f"31{NARROW}998"),
        ("es", Decimal("9.3"), "9,3"),
        ("fr", 1400, f"1{NARROW}400"),
        ("fr", 999, "999"),
    ],
)
def test_numbers_in_sentences_follow_the_reports_print_and_each_languages_own(language, value, words):
    with translation.override(language):
        assert printed(value) == words


@pytest.mark.parametrize(("language", "words"), [("en", "+10.3%"), ("es", f"+10,3{HARD}%"), ("fr", f"+10,3{HARD}%")])
def test_a_change_has_its_sign_and_one_decimal(language, words):
    with translation.override(language):
        assert percent(change(35300, 31998), signed=True) == words


@pytest.mark.parametrize(
    ("this", "last", "words"),
    [
        (35300, 31998, "+10.3%"),
        (3, 0, "n/a"),
        (3, None, "n/a"),
        (0, 4, "−100.0%"),
        (4, 4, "0%"),
        (100_001, 100_000, "0%"),
        (99_999, 100_000, "0%"),
        (None, 4, "n/a"),
    ],
)
def test_the_change_is_from_the_last_period_and_none_from_nothing(this, last, words):
    assert change_in_print(change(this, last)) == words


def test_three_hundred_exactly_is_not_over_three_hundred():
    assert [is_over(value, 300) for value in (299, 300, 301)] == [False, False, True]


@pytest.mark.parametrize(
    ("value", "number"), [(8, None), (10, None), (11, 10), (90, 80), (91, 90), (300, 290), (301, 300), (1423, 1400)]
)
def test_what_is_printed_after_over_is_strictly_less(value, number):
    assert over(value) == number


@pytest.mark.parametrize(
    ("qualifier", "words"),
    [
        ("exact", "300"),
        ("over", "over 300"),
        ("less_than", "less than 300"),
        ("rounded", "about 300"),
        ("as_printed", "300"),
    ],
)
def test_a_quantity_says_its_qualifier(qualifier, words):
    assert str(Quantity(300, qualifier)) == words


def test_a_share_says_its_qualifier_too():
    row = FrozenFigure({"value": "2", "unit": "%", "qualifier": "less_than"})
    assert row.value == "less than 2%"


@pytest.mark.parametrize(("language", "words"), [("en", "63%"), ("es", f"63{HARD}%"), ("fr", f"63{HARD}%")])
def test_percent_sign_stands_as_the_report_prints_it(language, words):
    with translation.override(language):
        assert percent(63) == words


@pytest.mark.parametrize(
    ("value", "words"), [(Decimal("9.4"), "9"), (Decimal("9.5"), "10"), (Decimal("10.5"), "11"), (9, "9")]
)
def test_quantity_is_rounded_not_cut(value, words):
    assert str(Quantity(value)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(Decimal("0.04"), "0%"), (Decimal("-0.04"), "0%"), (Decimal("0.05"), "+0.1%"), (Decimal("-0.25"), "−0.3%")],
)
def test_signed_percent_is_rounded_and_nothing_has_no_sign(value, words):
    assert percent(value, signed=True) == words
