from datetime import date

import pytest
from django.utils import translation

from learning.activities.labels import span, when
from tests.factories import make_activity


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2027, 1, 19), date(2027, 1, 19), "19 January 2027"),
        (date(2027, 1, 19), date(2027, 1, 23), "19–23 January 2027"),
        (date(2027, 1, 30), date(2027, 2, 2), "30 January – 2 February 2027"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 – 2 January 2027"),
    ],
)
def test_span_does_not_repeat_month_and_year(first, last, said):
    with translation.override("en"):
        assert span(first, last) == said


def test_span_is_formatted_in_the_active_language():
    with translation.override("es"):
        assert span(date(2027, 1, 19), date(2027, 1, 23)) == "19–23 de enero de 2027"
    with translation.override("fr"):
        assert span(date(2027, 1, 30), date(2027, 2, 2)) == "30 janvier – 2 février 2027"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "course"}, "Any time"),
        ({"kind": "webinar"}, "Date to be announced"),
        ({"starts_on": date(2023, 1, 1), "precision": "year"}, "2023"),
        ({"starts_on": date(2023, 5, 1), "precision": "month"}, "May 2023"),
        ({"starts_on": date(2023, 5, 1), "ends_on": date(2023, 5, 4)}, "1–4 May 2023"),
    ],
)
def test_when_without_sessions_shows_the_known_dates(fields, said):
    with translation.override("en"):
        assert when(make_activity(**fields)) == said
