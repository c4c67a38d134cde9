"""Countries (ISO 3166, named by CLDR), the association's five world regions, time zones (IANA)."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Region(models.TextChoices):
    AFRICA = "africa", _("Africa")
    ASIA_PACIFIC = "asia-pacific", _("Asia and the Pacific")
    EUROPE = "europe", _("Europe")
    LATIN_AMERICA = "latin-america", _("Latin America and the Caribbean")
    NORTH_AMERICA = "north-america", _("North America")


# Where the association's own pages or report place a country, they decide (Türkiye in Europe, Iran in Asia and the
# Pacific, Mexico in North America); elsewhere the United Nations' geographic regions do.
COUNTRIES = {
    Region.AFRICA: "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU "
    "MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW",
    Region.ASIA_PACIFIC: "AE AF AS AU BD BH BN BT CC CK CN CX FJ FM GU HK HM ID IN IQ IR JO JP KG KH KI KP KR KW KZ LA LB "
    "LK MH MM MN MO MP MV MY NC NF NP NR NU NZ OM PF PG PH PK PN PS PW QA SA SB SG SY TH TJ TK TL TM TO TV TW UM UZ VN VU "
    "WF WS YE",
    Region.EUROPE: "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IL IM IS IT JE "
    "LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK",
    Region.LATIN_AMERICA: "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC "
    "MF MQ MS NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI",
    Region.NORTH_AMERICA: "BM CA GL MX PM US",
}
REGIONS = {code: region for region, codes in COUNTRIES.items() for code in codes.split()}
# Those of ISO 3166, and Kosovo. Antarctica is in no region.
COUNTRY_CODES = (*REGIONS, "AQ")


def region_of(country):
    """The region a country's organisations start in, "" for an unknown one. Staff may set another."""
    return REGIONS.get(country, "")


@cache
def names_in(language):
    territories = Locale.parse(language.replace("-", "_")).territories
    return {code: territories.get(code, code) for code in COUNTRY_CODES}


def country_name(code):
    """A country's name in the active language; "" for none."""
    return names_in(get_language() or "en").get(code, code)


def country_choices():
    return sorted(names_in(get_language() or "en").items(), key=lambda pair: pair[1])


@cache
def time_zones():
    return sorted(
        zone
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix/", "right/"))
    )


def time_zones_by_continent():
    """Choices in groups, as zones are looked for: continent first, then city."""
    groups = {}
    for zone in time_zones():
        continent, _slash, city = zone.partition("/")
        groups.setdefault(continent, []).append((zone, city.replace("_", " ").replace("/", " / ")))
    return [(continent, choices) for continent, choices in groups.items() if len(choices) > 1]


def time_zone_choices():
    return [(zone, zone.replace("_", " ")) for zone in ["UTC", *time_zones()]]
