import pytest

from learning.reports.drawing.words import per_cent, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dakar", "Dakar"),
        ("Rotterdam", "Rotterdam"),
        ("Rotterdam1", "Rotterda…"),
        ("San José X", "San José…"),
        ("广州市人", "广州市人"),
        ("广州市人民", "广州市人…"),
        ("", ""),
    ],
)
def test_nine_letters_have_room(text, expected):
    assert shortened(text, 9) == expected


@pytest.mark.parametrize(("share", "expected"), [(0, "0%"), (1, "100%"), (1 / 3, "33.33%"), (0.000001, "0%")])
def test_shares_are_attributes(share, expected):
    assert per_cent(share) == expected
