"""Where the organisations sit that took part: what a map is drawn from."""

from learning.people.models import Organisation

from . import queries
from .drawing import Place


def whereabouts(scope, without=(), quiet=False):
    """[Place] of the organisations that took part in `scope` and have coordinates, with their people. Two queries.

    `quiet` adds, with 0 people, those of the register that did not.
    """
    came = {body: found["participants"] for body, found in queries.breakdown(scope, "body", without=without) if body}
    placed = Organisation.objects.canonical().exclude(latitude=None).exclude(longitude=None)
    return [
        Place(name, longitude, latitude, came.get(pk, 0))
        for pk, name, longitude, latitude in placed.values_list("pk", "name", "longitude", "latitude")
        if quiet or pk in came
    ]
