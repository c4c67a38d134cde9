"""Invented names of people and places, combined from syllables and short lists."""

from uuid import UUID

WOMEN = "Amina Ana Aya Camille Chiara Dewi Fatou Hana Ines Jana Lucía Mai Mariam Nadia Nora Rosa Sara Sofía Yuki Zoé"
MEN = "Adama Ahmed Bruno Carlos Daniel Elias Hugo Ivan Jorge Kofi Luca Marc Minh Omar Pablo Rafael Samir Tomás Wei Yao"
FAMILIES = (
    "Abreu Ba Castro Diallo Estrada Farah Garnier Haddad Ibarra Jansen Kaya Lemaire Mendoza Ndiaye Okafor Paredes "
    "Quispe Rahman Sato Traoré Ueda Vargas Wang Ximénez Yılmaz Zhou Andrade Bianchi Cissé Duarte Eriksen Fontaine"
)
FIRST = [
    "ba",
    "be",
    "ca",
    "co",
    "da",
    "el",
    "fa",
    "ga",
    "gu",
    "ja",
    "ka",
    "la",
    "lo",
    "ma",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "po",
    "que",
    "ra",
    "ro",
    "sa",
    "san",
    "si",
    "ta",
    "te",
    "to",
    "va",
    "vi",
    "ya",
    "za",
]
MIDDLE = [
    "bar",
    "cal",
    "der",
    "gan",
    "ki",
    "lan",
    "lu",
    "man",
    "mer",
    "min",
    "nor",
    "pan",
    "quil",
    "ran",
    "ri",
    "sal",
    "tan",
    "tor",
    "ven",
    "vil",
]
LAST = [
    "ba",
    "burg",
    "cía",
    "da",
    "grad",
    "ia",
    "ka",
    "lia",
    "ma",
    "mar",
    "na",
    "nia",
    "no",
    "pur",
    "ra",
    "ro",
    "ta",
    "ville",
    "ya",
    "zo",
]
JOBS = ("Urban planner", "International officer", "Head of mobility", "Policy adviser", "Project manager", "")
GIVEN = {"woman": WOMEN.split(), "man": MEN.split()}
EVERYONE, FAMILY = GIVEN["woman"] + GIVEN["man"], FAMILIES.split()


def place(chance):
    parts = [chance.choice(FIRST), chance.choice(MIDDLE), chance.choice(LAST)]
    return "".join(parts).capitalize()


def person(chance, gender):
    return f"{chance.choice(GIVEN.get(gender, EVERYONE))} {chance.choice(FAMILY)}"


def uuid(chance):
    return UUID(int=chance.getrandbits(128), version=4)
