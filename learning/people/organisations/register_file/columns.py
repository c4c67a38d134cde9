"""The columns of a register file: how a cell is read, what the register says, and how that is written.

Headings and codes are the same in every language, so that a file goes from one desk to another.
"""

from collections.abc import Callable
from dataclasses import dataclass

from learning.people.models import Organisation, OrganisationAlias
from learning.people.names import fold
from learning.people.reference import places

from . import cells


@dataclass(frozen=True)
class RegisterColumn:
    """`read(text)` gives a value or raises `cells.Wrong`; `of(organisation)` the register's; `cell(value)` writes it."""

    heading: str
    read: Callable
    of: Callable
    cell: Callable = cells.same

    def __hash__(self):
        return hash(self.heading)

    def text(self, value):
        """The cell as text: what a file has to say for nothing to change."""
        return cells.text(self.cell(value))


def _field(heading, name, read):
    return RegisterColumn(heading, read, lambda organisation: getattr(organisation, name))


def _longest(name):
    return Organisation._meta.get_field(name).max_length


def _several(heading, name, column, read, cell=cells.join):
    def of(organisation):
        return cells.ordered(column(one) for one in getattr(organisation, name).all())

    return RegisterColumn(heading, read, of, cell)


def _state(organisation):
    if organisation.merged_into_id:
        return cells.MERGED
    return cells.CONFIRMED if organisation.is_confirmed else cells.PROPOSED


def _uuid(organisation):
    return str(organisation.uuid)


EXTERNAL_ID = _field("external id", "external_id", cells.words(_longest("external_id")))
UUID = RegisterColumn("uuid", cells.uuid, _uuid)
NAME = _field("name", "name", cells.name(_longest("name")))
KIND = _field("kind", "kind", cells.one_of(lambda: Organisation.Kind.choices, required=True))
COUNTRY = _field("country", "country", cells.country)
REGION = _field("region", "region", cells.one_of(lambda: places.Region.choices))
PLACE = _field("place", "place", cells.words(_longest("place")))
LATITUDE = RegisterColumn("latitude", cells.degrees(90), lambda organisation: cells.rounded(organisation.latitude))
LONGITUDE = RegisterColumn("longitude", cells.degrees(180), lambda organisation: cells.rounded(organisation.longitude))
TIME_ZONE = _field("time zone", "time_zone", cells.one_of(places.time_zone_choices))
ALIASES = _several(
    "aliases", "aliases", lambda alias: alias.name, cells.names(OrganisationAlias._meta.get_field("name").max_length)
)
DOMAINS = _several("e-mail domains", "domains", lambda domain: domain.domain, cells.domains)
MEMBERSHIPS = _several(
    "memberships", "memberships", lambda one: (one.since, one.until), cells.memberships, cells.stretches
)
STATE = RegisterColumn("state", cells.state, _state)

COLUMNS = (
    EXTERNAL_ID,
    UUID,
    NAME,
    KIND,
    COUNTRY,
    REGION,
    PLACE,
    LATITUDE,
    LONGITUDE,
    TIME_ZONE,
    ALIASES,
    DOMAINS,
    MEMBERSHIPS,
    STATE,
)
# By which a row tells which organisation it is about, the surest first.
TELLING = (UUID.heading, EXTERNAL_ID.heading, NAME.heading)
BY_HEADING = {fold(column.heading): column for column in COLUMNS}
# Those that are a field of the organisation itself.
FIELDS = {
    EXTERNAL_ID: "external_id",
    NAME: "name",
    KIND: "kind",
    COUNTRY: "country",
    REGION: "region",
    PLACE: "place",
    LATITUDE: "latitude",
    LONGITUDE: "longitude",
    TIME_ZONE: "time_zone",
}
