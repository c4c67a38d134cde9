"""The deed: one transaction, all of the history or nothing."""

from random import Random

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Q

from learning.activities.joint.merge_receivers import join_unjoined
from learning.activities.models import Enrolment
from learning.people.models import Organisation, Person

from . import activities, enrolments, organisations, people

# Reserved for examples (RFC 2606): nobody real reads mail there. The demo's people have addresses there too.
INVENTED = Q(email__endswith=".example.org") | Q(email__endswith="@example.org") | Q(email__endswith=".example")


class RealPeopleHere(Exception):
    """Somebody is here whose address nobody invented, or who has none."""


class PeopleHere(Exception):
    """Only invented people are here; more are added where that is wanted."""


def refuse_among_people(*, may_add):
    """Invented people never come among real ones, and among invented ones only where `may_add`.

    Someone without an address (known from a file, or erased) may be real.
    """
    if Person.objects.exclude(INVENTED).exists():
        raise RealPeopleHere
    if not may_add and (Person.objects.exists() or Enrolment.objects.exists() or Organisation.objects.exists()):
        raise PeopleHere


@transaction.atomic
def generate(size, *, may_add=False):
    """Invent a history of `size`. Raises RealPeopleHere or PeopleHere and then writes nothing."""
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
    """PostgreSQL would remember millions of references to check at the end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _go_on_counting_keys():
    """Rows came with keys of their own: the next one that is entered by hand gets a free one."""
    models = [*apps.get_app_config("people").get_models(), *apps.get_app_config("activities").get_models()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [one for one in models if one._meta.managed]):
            cursor.execute(statement)


def _tell_the_planner():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
