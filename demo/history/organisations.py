"""Generated organisations: with coordinates, and with memberships that begin, end and begin again."""

from dataclasses import dataclass, field
from datetime import timedelta

from learning.people.models import Membership, Organisation
from learning.people.models.organisation import folded_name
from learning.people.reference.places import COUNTRIES, Region

from . import names

Kind = Organisation.Kind
KINDS = {Kind.LOCAL: 62, Kind.ASSOCIATION: 8, Kind.NATIONAL: 6, Kind.ACADEMIC: 10, Kind.CIVIL: 9, Kind.COMPANY: 5}
NAMED = {
    Kind.LOCAL: "City of {}",
    Kind.ASSOCIATION: "{} Association of Municipalities",
    Kind.NATIONAL: "Ministry of Cities, {}",
    Kind.ACADEMIC: "University of {}",
    Kind.CIVIL: "{} Foundation",
    Kind.COMPANY: "{} Consulting",
}
# Share of the organisations, latitudes and longitudes (degrees), time zone.
REGIONS = {
    Region.AFRICA: (22, (-28, 30), (-8, 38), "Africa/Nairobi"),
    Region.ASIA_PACIFIC: (26, (-5, 38), (72, 122), "Asia/Jakarta"),
    Region.EUROPE: (20, (40, 56), (-5, 35), "Europe/Paris"),
    Region.LATIN_AMERICA: (24, (-35, 10), (-75, -50), "America/Bogota"),
    Region.NORTH_AMERICA: (8, (20, 48), (-118, -78), "America/Mexico_City"),
}
# One in so many is a duplicate that was merged.
ONE_IN_MERGED = 90


@dataclass(slots=True)
class GeneratedOrganisation:
    """An organisation, with the facts that affiliation snapshots contain."""

    pk: int
    kind: str
    country: str
    region: str
    time_zone: str
    memberships: list = field(default_factory=list)

    def is_member_on(self, day):
        return any(since <= day and (until is None or day <= until) for since, until in self.memberships)


def invent(size, chance):
    """Write organisations and memberships.

    Returns [(pk, the GeneratedOrganisation it counts as)], one per organisation.
    """
    rows = Organisation.objects.bulk_create([_organisation(chance) for _number in range(size.organisations)])
    bodies = [GeneratedOrganisation(row.pk, row.kind, row.country, row.region, row.time_zone) for row in rows]
    counts_as = list(bodies)
    for number in range(ONE_IN_MERGED, len(rows), ONE_IN_MERGED):
        rows[number].merged_into = rows[number - 1]
        counts_as[number] = bodies[number - 1]
    Organisation.objects.bulk_update([row for row in rows if row.merged_into], ["merged_into"], batch_size=500)
    for row, body in zip(rows, bodies, strict=True):
        if row.merged_into is None:
            body.memberships = _memberships(row.kind, size, chance)
    Membership.objects.bulk_create(
        Membership(organisation_id=body.pk, since=since, until=until)
        for body in bodies
        for since, until in body.memberships
    )
    return list(zip([row.pk for row in rows], counts_as, strict=True))


def _organisation(chance):
    region = chance.choices(list(REGIONS), [share for share, *_where in REGIONS.values()])[0]
    _share, latitudes, longitudes, time_zone = REGIONS[region]
    kind, place = chance.choices(list(KINDS), list(KINDS.values()))[0], names.place(chance)
    name = NAMED[kind].format(place)
    return Organisation(
        uuid=names.uuid(chance),
        name=name,
        folded=folded_name(name),
        kind=kind,
        country=chance.choice(COUNTRIES[region].split()),
        region=region,
        place=place,
        place_folded=folded_name(place),
        latitude=round(chance.uniform(*latitudes), 4),
        longitude=round(chance.uniform(*longitudes), 4),
        time_zone=time_zone,
    )


def _memberships(kind, size, chance):
    """Return the memberships: two in five local governments are members, most for long; some leave, a few return."""
    if kind not in Organisation.CITIES or chance.random() > 0.4:
        return []
    days = (size.until - size.since).days
    since = size.since + timedelta(days=chance.randint(-3000, days // 2))
    if chance.random() > 0.2:
        return [(since, None)]
    until = max(since, size.since) + timedelta(days=chance.randint(1, days))
    back = until + timedelta(days=chance.randint(60, 700))
    return [(since, until), (back, None)] if chance.random() < 0.3 else [(since, until)]
