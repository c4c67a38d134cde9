import pytest
from django.utils import translation

from learning.people.reference.places import (
    COUNTRIES,
    REGIONS,
    country_choices,
    country_name,
    region_of,
    time_zone_choices,
    time_zones_by_continent,
)


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("TR", "europe"),
        ("IR", "asia-pacific"),
        ("MX", "north-america"),
        ("CO", "latin-america"),
        ("SN", "africa"),
        ("", ""),
        ("XX", ""),
    ],
)
def test_a_country_has_the_region_the_association_puts_it_in(country, region):
    assert region_of(country) == region


def test_no_country_is_in_two_regions():
    assert len(REGIONS) == sum(len(codes.split()) for codes in COUNTRIES.values())


@pytest.mark.parametrize(("language", "name"), [("en", "Germany"), ("es", "Alemania"), ("fr", "Allemagne")])
def test_a_country_is_named_in_the_readers_language(language, name):
    with translation.override(language):
        assert country_name("DE") == name
        assert ("DE", name) in country_choices()


def test_an_unknown_country_is_named_by_its_code_and_none_by_nothing():
    assert (country_name("XX"), country_name("")) == ("XX", "")


def test_time_zones_in_groups_are_zones_that_can_be_chosen():
    grouped = {zone for _continent, choices in time_zones_by_continent() for zone, _city in choices}
    assert {"Africa/Dakar", "America/La_Paz", "America/Argentina/Ushuaia", "Asia/Tokyo"} <= grouped
    assert grouped < {zone for zone, _label in time_zone_choices()}
    assert not any(zone.startswith("Etc/") for zone in grouped)
