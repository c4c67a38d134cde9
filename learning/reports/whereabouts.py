"""Where the organisations sit that took part: what a map is drawn from."""

from learning.people.models import Organisation

from .crowds import crowd_of
from .drawing import Place
from .enrolments import of


def whereabouts(scope, quiet=False):
    """[Place] of the organisations that took part in `scope` and have coordinates, with their people.

    `quiet` adds, with 0 people, those of the register that did not.
    """
    crowd = crowd_of(of("organisations", scope), "organisation")
    return placed(crowd.people("organisation"), quiet)


def placed(came, quiet=False):
    """The same of {organisation: people}. One query."""
    known = Organisation.objects.canonical().exclude(latitude=None).exclude(longitude=None)
    return [
        Place(name, longitude, latitude, came.get(pk, 0))
        for pk, name, longitude, latitude in known.values_list("pk", "name", "longitude", "latitude")
        if quiet or pk in came
    ]
