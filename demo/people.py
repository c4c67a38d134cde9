"""Some three hundred invented people, from the organisations of the demo, without passwords."""

from learning.people.models import Gender, Organisation, Person
from learning.people.names import fold

from .content_files import CONTENT, toml

PEOPLE = 300
LANGUAGES = {"es": {"AR", "BO", "CO", "ES", "MX", "SV", "UY"}, "fr": {"BE", "CH", "CI", "FR", "MA", "SN"}}
# Answers to the question about gender, per hundred people.
ANSWERS = [(Gender.WOMAN, 46), (Gender.MAN, 39), (Gender.OTHER, 2), (Gender.UNDISCLOSED, 4), ("", 9)]


def load(chance):
    """Create the people. `chance` is a seeded `random.Random`, so that they are the same every time."""
    parts = toml(CONTENT / "people.toml")
    bodies = list(Organisation.objects.filter(country__in=parts["countries"]).exclude(latitude=None))
    seen, people = set(), []
    while len(people) < PEOPLE:
        person = _person(chance, chance.choice(bodies), parts)
        if person.email not in seen:
            seen.add(person.email)
            people.append(person)
    return Person.objects.bulk_create(people)


def _person(chance, organisation, parts):
    names = parts["countries"][organisation.country]
    gender = chance.choices([answer for answer, _share in ANSWERS], [share for _answer, share in ANSWERS])[0]
    given = chance.choice(
        names["men"] if gender == Gender.MAN or (gender != Gender.WOMAN and chance.random() < 0.5) else names["women"]
    )
    family = " ".join(chance.sample(names["family"], names.get("family_names", 1)))
    latin = f"{family} {given}" if names.get("family_first") else f"{given} {family}"
    language = next((code for code, countries in LANGUAGES.items() if organisation.country in countries), "en")
    address = ".".join(fold(latin).encode("ascii", "ignore").decode().split())
    own_script = names.get("script") and chance.random() < 0.15
    return Person(
        name=chance.choice(names["script"]) if own_script else latin,
        email=f"{address}@{organisation.country.lower()}.example.org",
        job_title=chance.choice(parts["jobs"][language]),
        organisation=organisation,
        gender=gender,
        language=language,
        time_zone=organisation.time_zone,
    )
