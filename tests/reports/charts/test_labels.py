import pytest

from learning.reports.charts.labels import length, per_cent, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dakar", "Dakar"),
        ("Rotterdam", "Rotterdam"),
        ("Rotterdam Zuid", "Rotterdam…"),
        ("San José de los Llanos", "San José…"),
        ("广州市人民", "广州市人民"),
        ("广州市人民政府", "广州市人民…"),
        ("", ""),
    ],
)
def test_ten_letters_have_room(text, expected):
    assert shortened(text, 5.8) == expected


def test_letters_are_as_wide_as_their_kind():
    widths = [length(text) for text in ("o", "i", "O", "W", "京", "")]
    assert widths == pytest.approx([0.56, 0.2975, 0.6825, 0.875, 0.875, 0])


def test_a_mark_above_a_letter_takes_no_room():
    assert length("e\u0301") == length("e")


@pytest.mark.parametrize(("share", "expected"), [(0, "0%"), (1, "100%"), (1 / 3, "33.33%"), (0.000001, "0%")])
def test_shares_are_attributes(share, expected):
    assert per_cent(share) == expected
