"""The organisations that the 2023 report names, with their memberships."""

from datetime import date

from learning.people.models import Membership, Organisation, OrganisationAlias
from learning.people.names import fold
from learning.people.organisations.lookup import propose
from learning.people.reference.places import Region

from .content_files import rows, split

# The report says who was a member in 2023 and who joined that year, but not since when the others were members.
LONG_SINCE, JOINED_2023 = date(2000, 1, 1), date(2023, 1, 1)
KINDS = {
    "association": Organisation.Kind.ASSOCIATION,
    "association of municipalities": Organisation.Kind.ASSOCIATION,
    "city network": Organisation.Kind.ASSOCIATION,
    "city network / fund": Organisation.Kind.ASSOCIATION,
    "international organisation initiative": Organisation.Kind.INTERNATIONAL,
    "university": Organisation.Kind.ACADEMIC,
    "research institute": Organisation.Kind.ACADEMIC,
    "foundation": Organisation.Kind.CIVIL,
    "project": Organisation.Kind.OTHER,
    "forum": Organisation.Kind.OTHER,
    "process": Organisation.Kind.OTHER,
    "expo": Organisation.Kind.OTHER,
}
REGIONS = {
    "Africa": Region.AFRICA,
    "Asia and the Pacific": Region.ASIA_PACIFIC,
    "Europe": Region.EUROPE,
    "Latin America and the Caribbean": Region.LATIN_AMERICA,
    "North America": Region.NORTH_AMERICA,
}
# Names that the report uses for organisations which its list of cities has under another name.
SAME_BODY = {
    "Barcelona City Council (Ajuntament de Barcelona)": "Barcelona",
    "Brussels Capital Region": "Brussels",
    "São Paulo City Government": "São Paulo",
    "AMB": "Metropolitan Area of Barcelona (AMB)",
}


def load():
    for row in rows("cities"):
        _city(row)
    for row in rows("organisations"):
        name = row["name_as_in_seed"]
        if name in SAME_BODY:
            _alias(Organisation.objects.get(name=SAME_BODY[name]), name)
        elif not Organisation.objects.named(name).exists():
            Organisation.objects.create(name=name, kind=KINDS.get(row["org_type"], Organisation.Kind.LOCAL))


def _city(row):
    organisation = Organisation.objects.create(
        name=row["display_name"],
        kind=KINDS.get(row["entity_type"], Organisation.Kind.LOCAL),
        country=row["iso2"],
        region=REGIONS[row["metropolis_region"]],
        place=row["reference_city"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        time_zone=row["timezone"],
        external_id=row["city_id"],
    )
    for alias in {row["name_as_in_seed"], *split(row["aliases"])} - {row["display_name"]}:
        _alias(organisation, alias)
    since = {"member": LONG_SINCE, "new_member_2023": JOINED_2023}.get(row["member_status"])
    if since:
        Membership.objects.create(organisation=organisation, since=since)


def _alias(organisation, name):
    if not organisation.aliases.filter(folded=fold(name)).exists():
        OrganisationAlias.objects.create(organisation=organisation, name=name)


def called(name):
    """Return the organisation of that name; create it if the report's tables don't list it."""
    known = SAME_BODY.get(name, name)
    found = Organisation.objects.filter(name=known).first() or Organisation.objects.named(known).first()
    return found or Organisation.objects.create(name=name, kind=Organisation.Kind.OTHER)


def propose_some(people):
    """Propose organisations for two invented people: one exists under another name, one is new."""
    for name, person in zip(["Ville de Dakkar", "Instituto Municipal de Planeación de Rosario"], people, strict=False):
        propose(name, person)
