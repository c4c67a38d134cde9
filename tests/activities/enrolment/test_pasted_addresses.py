import pytest

from learning.activities.enrolment.pasted_addresses import PastedAddress, UnreadableLine, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ana@x.org, bob@x.org; Eva@X.org luz@x.org", ["ana@x.org", "bob@x.org", "eva@x.org", "luz@x.org"]),
        ("ana@x.org\tbob@x.org\r\neva@x.org", ["ana@x.org", "bob@x.org", "eva@x.org"]),
        ("<ana@x.org>;mailto:bob@x.org (eva@x.org).", ["ana@x.org", "bob@x.org", "eva@x.org"]),
    ],
)
def test_any_separator_is_accepted(text, found):
    entries, unreadable = read(text)

    assert [entry.email for entry in entries] == found
    assert unreadable == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Rivera <ana@x.org>", "Ana Rivera"),
        ('"Rivera, Ana" <ana@x.org>', "Rivera, Ana"),
        ("bob@x.org, Ana Rivera <ana@x.org>", "Ana Rivera"),
        ("Ana María O'Neill-Paz\tana@x.org", "Ana María O'Neill-Paz"),
        ("Ana Rivera,ana@x.org", "Ana Rivera"),
        ("李 明 ana@x.org", "李 明"),
        ("ana@x.org\nAna Rivera <ana@x.org>", "Ana Rivera"),
        ("ana@x.org", ""),
    ],
)
def test_a_name_beside_the_address_is_kept(text, name):
    entries, unreadable = read(text)

    assert {entry.email: entry.name for entry in entries}["ana@x.org"] == name
    assert unreadable == []


def test_repeated_address_is_listed_once_with_its_first_line():
    assert read("ana@x.org\nbob@x.org\nANA@x.org") == (
        [PastedAddress(1, "ana@x.org"), PastedAddress(2, "bob@x.org")],
        [],
    )


def test_unreadable_text_is_returned_with_its_line():
    assert read("ana@x.org\n\nfoo(at)x.org, bob@x.org\nnobody\nx@") == (
        [PastedAddress(1, "ana@x.org"), PastedAddress(3, "bob@x.org")],
        [UnreadableLine(3, "foo(at)x.org"), UnreadableLine(4, "nobody"), UnreadableLine(5, "x@")],
    )


def test_empty_text_gives_no_entries():
    assert read(" \n;,;\n") == ([], [])
