"""The action that generates a history: one transaction, all of it or nothing."""

from random import Random

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Q

from learning.activities.joint.merge_receivers import join_unjoined
from learning.activities.models import Enrolment
from learning.people.models import Organisation, Person

from . import activities, enrolments, organisations, people

# Domains reserved for examples (RFC 2606): no real person receives e-mail there. The demo's people have them too.
INVENTED = Q(email__endswith=".example.org") | Q(email__endswith="@example.org") | Q(email__endswith=".example")


class RealPeopleHere(Exception):
    """There is a person whose e-mail address is not invented, or who has none."""


class PeopleHere(Exception):
    """There are only invented people; more are added only if `may_add`."""


def refuse_among_people(*, may_add):
    """Raise RealPeopleHere if there are real people, PeopleHere if there are invented ones and not `may_add`.

    Someone without an e-mail address (imported from a file, or erased) may be real.
    """
    if Person.objects.exclude(INVENTED).exists():
        raise RealPeopleHere
    if not may_add and (Person.objects.exists() or Enrolment.objects.exists() or Organisation.objects.exists()):
        raise PeopleHere


@transaction.atomic
def generate(size, *, may_add=False):
    """Generate a history of `size`. Raises RealPeopleHere or PeopleHere and then writes nothing."""
    refuse_among_people(may_add=may_add)
    chance = Random(size.seed)  # noqa: S311 - the same seed is to give the same history
    places = organisations.invent(size, chance)
    someones = people.invent(size, places, chance)
    _check_as_we_go()
    happenings = activities.invent(size, chance)
    activities.give_partners(happenings, places, chance)
    ledger = enrolments.open_ledger()
    for happening in happenings:
        enrolments.write_enrolments(happening, someones, ledger, chance)
    ledger.close()
    join_unjoined()
    _go_on_counting_keys()
    _tell_the_planner()


def _check_as_we_go():
    """Check constraints at each write: PostgreSQL would otherwise queue millions of checks until the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _go_on_counting_keys():
    """Reset the sequences of keys, because rows were written with explicit keys."""
    models = [*apps.get_app_config("people").get_models(), *apps.get_app_config("activities").get_models()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [one for one in models if one._meta.managed]):
            cursor.execute(statement)


def _tell_the_planner():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
