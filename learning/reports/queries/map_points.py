"""Points of the map: organisations that took part. A number that is not shown is None."""

from collections import defaultdict

from learning.people.models import Organisation

from ..charts import Place
from ..small_numbers.suppression import shown_numbers, shown_numbers_by_key
from .distinct_by_affiliation import distinct_counts_of
from .enrolments import of


def points_of(scope, quiet=False):
    """[Place] of the organisations that took part in `scope` and have coordinates, with their people.

    `quiet` adds, with 0 people, those of the register that did not.
    """
    return places_told(distinct_counts_of(of("organisations", scope), "organisation", "region"), quiet)


def regions_told(crowd):
    """{region: people} as they may be told beside the total of all; {} where none may. Who has no region is in none."""
    by_region = crowd.people("region")
    known = {region: people for region, people in by_region.items() if region}
    seen = shown_numbers(known.values(), unseen=by_region.get("", 0))
    return {} if seen is None else dict(zip(known, seen, strict=True))


def places_told(crowd, quiet=False):
    """[Place]: the places of a region tell no more of it than `regions_told` does, nor of each other beside its total."""
    people, groups = regions_told(crowd), defaultdict(dict)
    for (body, region), number in crowd.people(("organisation", "region")).items():
        groups[region][body] = number
    hidden = [body for region, bodies in groups.items() if region and people.get(region) is None for body in bodies]
    known = [bodies for region, bodies in groups.items() if people.get(region) is not None]
    return placed(crowd.people("organisation"), quiet, known, hidden)


def placed(came, quiet=False, groups=(), hidden=()):
    """[Place] of {organisation: people}. One query.

    `groups` are further {organisation: people} whose totals a reader knows, as those of a region. `hidden` are
    organisations whose number is not told whatever it is. Those of a group of which nothing may be told are left out.
    """
    known = Organisation.objects.canonical().exclude(latitude=None).exclude(longitude=None)
    rows = list(known.order_by("pk").values_list("pk", "name", "longitude", "latitude"))
    on_the_map = {pk for pk, *_place in rows}
    seen = [(group, shown_numbers_by_key(group, on_the_map.__contains__)) for group in (came, *groups)]
    left_out = {pk for group, numbers in seen for pk in group if pk not in numbers}
    unknown = {pk for _group, numbers in seen for pk, number in numbers.items() if number is None}.union(hidden)
    return [
        Place(name, longitude, latitude, None if pk in unknown else came.get(pk, 0))
        for pk, name, longitude, latitude in rows
        if pk not in left_out and (quiet or pk in came)
    ]
