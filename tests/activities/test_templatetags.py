from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from learning.activities.templatetags.activities import clock, first_day, teaser, zone_city
from tests.factories import make_activity, make_session

START = datetime(2027, 1, 19, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lead", "shown"),
    [
        ("", ""),
        ("One line.", "One line."),
        ("Short. And short.", "Short. And short."),
        ("A" * 100 + ". " + "B" * 60 + ".", "A" * 100 + "."),
        ("Why? " + "Because of the long answer that follows here. " * 3, None),
        ("¡Venga! ¿Cuándo? Hoy.", "¡Venga! ¿Cuándo? Hoy."),
        ("Bravo ! Vous y êtes.", "Bravo ! Vous y êtes."),
    ],
)
def test_teaser_consists_of_whole_sentences(lead, shown):
    assert teaser(lead) == (shown or teaser(lead))
    assert len(teaser(lead)) <= 130
    assert "…" not in teaser(lead)


def test_teaser_cuts_a_long_sentence_at_a_word():
    assert teaser("word " * 60) == "word " * 25 + "word…"


def test_zone_city_returns_the_city_of_the_zone():
    with translation.override("en"):
        assert [zone_city(zone) for zone in ("Africa/Dakar", "America/Mexico_City", "UTC")] == [
            "Dakar",
            "Mexico City",
            "UTC",
        ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "reader_zone", "time"),
    [
        ("online", "Africa/Dakar", "08:30 in Dakar"),
        ("online", None, "09:30 in Madrid"),
        ("hybrid", "Africa/Dakar", "08:30 in Dakar"),
        ("in_person", "Asia/Tokyo", "09:30 local time"),
    ],
)
def test_clock_uses_reader_zone_except_for_in_person_activities(mode, reader_zone, time):
    activity = make_activity(mode=mode)
    make_session(activity, START, time_zone="Europe/Madrid")
    context = {"request": SimpleNamespace(reader_zone=reader_zone)}
    with translation.override("en"):
        assert clock(context, activity) == time
        assert first_day(context, activity) == "Tue 19 Jan 2027"
