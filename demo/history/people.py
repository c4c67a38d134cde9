"""Generated people: their organisation, a change of organisation, their gender."""

from dataclasses import dataclass
from datetime import date, timedelta

from learning.people.models import Gender, Person

from . import names
from .organisations import GeneratedOrganisation
from .size import DOMAIN
from .tables import BufferedTable

ANSWERS = {Gender.WOMAN: 46, Gender.MAN: 38, Gender.OTHER: 2, Gender.UNDISCLOSED: 4, "": 10}
LANGUAGES = {"en": 5, "es": 3, "fr": 2}
# One in so many is a merged duplicate of the person before; a share changes the organisation within these years.
ONE_IN_MERGED, MOVE = 200, 0.08
COLUMNS = (
    *("id", "uuid", "name", "email", "job_title", "organisation", "gender", "language"),
    *("time_zone", "merged_into", "created_on"),
)


@dataclass(slots=True)
class GeneratedPerson:
    """`place` is (organisation's pk, the GeneratedOrganisation it counts as); from `moved_on` it is `later_place`."""

    pk: int
    gender: str
    place: tuple[int, GeneratedOrganisation]
    moved_on: date | None = None
    later_place: tuple[int, GeneratedOrganisation] | None = None

    def place_on(self, day):
        return self.later_place if self.moved_on and self.moved_on <= day else self.place


def invent(size, places, chance):
    """Write the people. Some organisations have many, most a few. Returns [GeneratedPerson]."""
    table, found = BufferedTable(Person, *COLUMNS), []
    for number in range(size.people):
        someone = _someone(table.next_key(), size, places, chance)
        twin = found[-1] if number % ONE_IN_MERGED == ONE_IN_MERGED - 1 else None
        if twin:
            someone.gender, someone.place = twin.gender, twin.place
            someone.moved_on, someone.later_place = twin.moved_on, twin.later_place
        found.append(someone)
        table.add(*_row(someone, twin, size, chance))
    table.write()
    return found


def _someone(pk, size, places, chance):
    gender = chance.choices(list(ANSWERS), list(ANSWERS.values()))[0]
    someone = GeneratedPerson(pk, str(gender), _place(places, chance))
    if chance.random() < MOVE:
        someone.moved_on = size.since + timedelta(days=chance.randrange((size.until - size.since).days))
        someone.later_place = _place(places, chance)
    return someone


def _place(places, chance):
    return places[int(len(places) * chance.random() ** 2)]


def _row(someone, twin, size, chance):
    organisation, body = someone.place_on(size.until)
    return (
        someone.pk,
        names.uuid(chance),
        names.person(chance, someone.gender),
        f"person{someone.pk}@{DOMAIN}",
        chance.choice(names.JOBS),
        organisation,
        someone.gender,
        chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0],
        body.time_zone,
        twin.pk if twin else None,
        size.since,
    )
