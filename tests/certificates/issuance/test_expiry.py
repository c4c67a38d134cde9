from datetime import date

import pytest

from learning.certificates.issuance.expiry import last_day


@pytest.mark.parametrize(
    ("months", "last"),
    [
        (None, None),
        (1, date(2027, 2, 28)),
        (12, date(2028, 1, 31)),
        (13, date(2028, 2, 29)),
        (24, date(2029, 1, 31)),
        (11, date(2027, 12, 31)),
    ],
)
def test_last_day_from_the_end_of_january(months, last):
    assert last_day(date(2027, 1, 31), months) == last
