import pytest

from learning.people.confusable_names import name_warnings, shown

TURNS = "It has invisible signs that turn the direction of writing round."
HIDES = "It has invisible signs."
MIXES = "A word of it mixes letters of several alphabets."
IMITATES = "It has letters that only look like others."
PILES = "Marks are piled up on its letters."


@pytest.mark.parametrize(
    "name",
    [
        "Ana Ruiz",
        "Mª José Núñez i Puigdemont",
        "N’Guyễn Thị Ánh",
        "Jean-Luc Ōkuma",
        "Łukasz Żółć",
        "Ирина Соколова",
        "Ρένα Δούρου",
        "محمد بن راشد",
        "זְאֵב כהן",
        "می‌خواهم",
        "श्री विजय शर्मा",
        "ครูสมชาย ใจดี",
        "東京都 みなと区 カタカナ",
        "서울특별시 漢字",
        "Αθήνα – Δήμος Αθηναίων (Athens)",
        "Москва · Moscow",
        "北京 Beijing",
        "Ville de Québec № 3",
        "o2 Labs",
        "",
    ],
)
def test_names_as_people_have_them_are_not_odd(name):
    assert name_warnings(name) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Ana \u202egro.live", [TURNS]),
        ("Ana\u2066Ruiz\u2069", [TURNS]),
        ("Ana\u200fRuiz", [TURNS]),
        ("A\u200bna", [HIDES]),
        ("Ana\u00ad Ruiz\ufeff", [HIDES]),
        ("Anа Ruiz", [MIXES]),  # the second a is Cyrillic
        ("Αna", [MIXES]),  # a Greek capital
        ("Ana Сора", [IMITATES]),  # a whole word in Cyrillic
        ("𝐀𝐧𝐚 Ruiz", [IMITATES]),
        ("Ａｎａ", [IMITATES]),
        ("Z\u0300\u0301\u0302\u0303\u0304algo", [PILES]),
        ("\u202eАna\u200b", [TURNS, HIDES, MIXES]),
    ],
)
def test_what_only_looks_like_a_name_says_why(name, why):
    assert name_warnings(name) == why


def test_a_name_without_signs_of_direction_is_shown_as_it_is():
    assert shown("محمد Ruiz") == "محمد Ruiz"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana\u202egro", "\u2068Ana\u202egro\u2069"),
        ("\u2067Ana", "\u2068\u2067Ana\u2069\u2069"),
        ("\u2069\u202eAna", "\u2068\u202eAna\u2069"),
        ("\u2066Ana\u2069\u2069Eva", "\u2068\u2066Ana\u2069Eva\u2069"),
    ],
)
def test_what_a_name_opens_is_closed_behind_it_and_nothing_before_it(name, expected):
    assert shown(name) == expected
