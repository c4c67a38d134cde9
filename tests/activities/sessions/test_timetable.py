import pytest
from django.utils import translation

from learning.activities.sessions.timetable import city_of


@pytest.mark.parametrize(
    ("zone", "language", "city"),
    [
        ("Africa/Dakar", "en", "Dakar"),
        ("America/Argentina/Cordoba", "en", "Cordoba"),
        ("America/Mexico_City", "es", "Ciudad de México"),
        ("Europe/Brussels", "fr", "Bruxelles"),
        ("UTC", "en", "UTC"),
    ],
)
def test_city_of_names_a_time_zone_in_the_readers_language(zone, language, city):
    with translation.override(language):
        assert city_of(zone) == city
