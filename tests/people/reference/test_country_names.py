"""Every country of ISO 3166 is known by its names in three languages, its codes, and the usual other names."""

import gettext

import pycountry
import pytest

from learning.people.reference.country_names import country_of
from learning.people.reference.places import names_in

LANGUAGES = ("en", "es", "fr")
USUAL = {
    "USA": "US",
    "U.S.A.": "US",
    "United States of America": "US",
    "EE. UU.": "US",
    "États-Unis d’Amérique": "US",
    "UK": "GB",
    "Great Britain": "GB",
    "Bosnia and Herzegovina": "BA",
    "Bosnia & Herzegovina": "BA",
    "Republic of Korea": "KR",
    "South Korea": "KR",
    "Korea, Republic of": "KR",
    "Hong Kong": "HK",
    "Hong Kong SAR China": "HK",
    "Côte d'Ivoire": "CI",
    "Ivory Coast": "CI",
    "Czech Republic": "CZ",
    "Turkey": "TR",
    "Türkiye": "TR",
    "Viet Nam": "VN",
    "Iran (Islamic Republic of)": "IR",
    "Iran, Islamic Republic of": "IR",
    "Bolivia (Plurinational State of)": "BO",
    "Tanzania, United Republic of": "TZ",
    "Russian Federation": "RU",
    "Cape Verde": "CV",
    "The Gambia": "GM",
    "Saint Lucia": "LC",
    "St. Lucia": "LC",
    "Trinidad and Tobago": "TT",
    "Trinidad y Tobago": "TT",
    "Congo": "CG",
    "DR Congo": "CD",
    "Palestine": "PS",
    "Kosovo": "XK",
    "República de Corea": "KR",
    "République de Corée": "KR",
    "Macedonia": "MK",
    "  méxico ": "MX",
}


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_2)
def test_iso_country_known_by_names_in_three_languages_and_codes(country):
    names = [country.alpha_2, country.alpha_2.lower(), country.alpha_3, country.name]
    names += [getattr(country, field, country.name) for field in ("official_name", "common_name")]
    for language in LANGUAGES:
        catalogue = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True)
        names += [names_in(language)[country.alpha_2], catalogue.gettext(country.name)]
    assert {country_of(name) for name in names} == {country.alpha_2}


@pytest.mark.parametrize(("name", "code"), USUAL.items())
def test_usual_other_name_known(name, code):
    assert country_of(name) == code


@pytest.mark.parametrize("name", ["", "Atlantis", "Korea", "XX", "Europe"])
def test_unknown_name_means_no_country(name):
    assert country_of(name) == ""
