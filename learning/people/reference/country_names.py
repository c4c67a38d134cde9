"""Countries of ISO 3166 by name: CLDR and ISO names in the site's languages, codes, and other usual names."""

import gettext
from functools import cache

import pycountry
from django.conf import settings

from ..names import fold
from . import places

# What neither CLDR nor ISO 3166 says, and files do.
OTHERS = {
    "AE": "UAE; EAU; Emirates; Emiratos; Émirats",
    "BA": "Bosnia; Bosnie; Bosnia-Herzegovina",
    "BO": "Bolivia, Estado Plurinacional de",
    "BN": "Brunei",
    "CD": "DR Congo; DRC; RDC; Democratic Republic of Congo; Congo-Kinshasa; Congo (Kinshasa); Zaire; "
    "República Democrática del Congo; République démocratique du Congo",
    "CF": "CAR; RCA; Central African Rep.",
    "CG": "Congo; Congo-Brazzaville; Congo (Brazzaville); Republic of Congo; República del Congo; République du Congo",
    "CI": "Ivory Coast; Cote d'Ivoire; Costa de Marfil",
    "CN": "PR China; P.R. China; PRC; Mainland China; República Popular China; RP Chine",
    "CV": "Cape Verde; Cabo Verde; Cap-Vert",
    "CZ": "Czech Republic; República Checa; République tchèque; Czechia",
    "DO": "Dominican Rep.; Rep. Dominicana; Rép. dominicaine",
    "FK": "Falkland Islands; Malvinas; Islas Malvinas; Îles Malouines",
    "FM": "Micronesia; Micronésie",
    "GB": "UK; U.K.; United Kingdom; Great Britain; Britain; England; Scotland; Wales; Northern Ireland; Reino Unido; "
    "Gran Bretaña; Inglaterra; Escocia; Gales; Irlanda del Norte; Royaume-Uni; Grande-Bretagne; Angleterre; Écosse; "
    "Pays de Galles; Irlande du Nord",
    "GM": "The Gambia; Gambia; Gambie",
    "HK": "Hong Kong; Hongkong; Hong Kong SAR; Hong Kong, China; Hong Kong (China); Hong-Kong (Chine)",
    "IR": "Iran; Irán; Persia",
    "KP": "North Korea; DPRK; Corea del Norte; Corée du Nord; Democratic People's Republic of Korea",
    "KR": "South Korea; Korea (Republic of); Republic of Korea; ROK; Korea, South; Corea del Sur; Corée du Sud",
    "LA": "Laos; Lao PDR; Lao",
    "MK": "Macedonia; FYROM; Macédoine; North Macedonia",
    "MM": "Burma; Birmania; Birmanie; Myanmar (Burma)",
    "MO": "Macao; Macau; Macao SAR; Macao, China",
    "MD": "Moldova; Moldavia; Moldavie",
    "NL": "Holland; The Netherlands; Netherlands; Holanda; Hollande; Países Bajos",
    "PS": "Palestine; Palestina; Palestinian Territories; State of Palestine; West Bank and Gaza",
    "RU": "Russia; Rusia; Russie; Russian Fed.",
    "ST": "Sao Tome and Principe; Santo Tomé y Príncipe",
    "SY": "Syria; Siria; Syrie",
    "SZ": "Swaziland; Eswatini; Suazilandia; Swazilandia; Esuatini",
    "TL": "East Timor; Timor-Leste; Timor Oriental; Timor Leste",
    "TR": "Turkey; Türkiye; Turquía; Turquie",
    "TW": "Taiwan; Taiwán; Chinese Taipei; Taiwan, China",
    "TZ": "Tanzania; Tanzanie",
    "US": "USA; U.S.A.; US; U.S.; United States; United States of America; America; EE. UU.; EE.UU.; EEUU; EUA; "
    "Estados Unidos; Estados Unidos de América; Estados Unidos de Norteamérica; États-Unis; États-Unis d'Amérique",
    "VA": "Vatican; Vaticano; Holy See; Vatican City State",
    "VE": "Venezuela",
    "VN": "Vietnam; Viet Nam",
    "XK": "Kosovo; XKX",
}


def country_of(text):
    """The code of the country that `text` means, "" where none is known by it. Accents, case and signs don't matter."""
    return _by_code().get(fold(text)) or _by_name().get(_key(text), "")


@cache
def _by_code():
    """{folded: code} of the codes of two and three letters."""
    found = {fold(country.alpha_3): country.alpha_2 for country in pycountry.countries}
    return found | {fold(code): code for code in places.COUNTRY_CODES}


@cache
def _by_name():
    """{folded: code}, the surest names last: they win."""
    found = {}
    for code, name in [*_of_iso(), *_of_cldr(), *_others()]:
        first, _comma, last = name.partition(", ")
        # "Korea, Republic of" is said "Republic of Korea" too.
        found |= {_key(one): code for one in (f"{last} {first}", name)}
    return {key: code for key, code in found.items() if key}


def _of_iso():
    catalogues = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True)
        for language, _name in settings.LANGUAGES
    ]
    for country in pycountry.countries:
        for field in ("official_name", "name", "common_name"):
            if name := getattr(country, field, ""):
                yield country.alpha_2, name
                yield from ((country.alpha_2, catalogue.gettext(name)) for catalogue in catalogues)


def _of_cldr():
    for language, _name in settings.LANGUAGES:
        yield from places.names_in(language).items()


def _others():
    for code, names in OTHERS.items():
        yield from ((code, name) for name in names.split("; "))


def _key(text):
    """Folded; "&", "and" and their like are one, and so are "St." and "Saint"."""
    alike = {"&": "and", "y": "and", "et": "and", "e": "and", "st": "saint", "ste": "sainte"}
    words = fold(text.replace("&", " and ")).split()
    return " ".join(alike.get(word, word) for word in words if word not in {"the"})
