"""Headers of answers in a language."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "by_language"),
    [
        ("/en/", False),
        ("/fr/", False),
        ("/en/nothing-here/", False),
        ("/accounts/login/", True),
        ("/certificates/", True),
    ],
)
def test_vary_has_no_empty_member(client, address, by_language):
    members = [member.strip() for member in client.get(address).headers.get("Vary", "Cookie").split(",")]
    assert all(members)
    assert ("Accept-Language" in members) is by_language
