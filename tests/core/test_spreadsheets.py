import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.core.files.spreadsheets import as_written, inert


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana", "Ana"),
        ("", ""),
        ("a-b = c@d", "a-b = c@d"),
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("＝1", "'＝1"),
        ("Ana;=1+1", "Ana;'=1+1"),
        ("Ana; -2", "Ana; '-2"),
        ("2020; 2021", "2020; 2021"),
        ("a\t@SUM(1)", "a\t'@SUM(1)"),
        ("\t=1", "'\t'=1"),
    ],
)
def test_what_begins_a_formula_in_some_spreadsheet_gets_an_apostrophe(text, expected):
    assert inert(text) == expected


@pytest.mark.parametrize("value", [7, -7, None, True, 2.5])
def test_what_is_no_text_stays(value):
    assert inert(value) == value


@given(st.text(alphabet="=+-@'; \t\n|aＡ＝"))
def test_what_was_there_comes_back_to_the_letter(text):
    assert as_written(inert(text)) == text
