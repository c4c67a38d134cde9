"""Writing the changes of an import, in a few statements for any number of rows."""

from learning.people.models import Membership, Organisation, OrganisationAlias, OrganisationDomain

from . import cells
from .columns import ALIASES, COUNTRY, DOMAINS, EXTERNAL_ID, FIELDS, MEMBERSHIPS, NAME, PLACE, STATE

AT_ONCE = 500
# What follows from other fields.
FOLLOWS = {NAME: ["folded"], PLACE: ["place_folded"], COUNTRY: ["region"], STATE: ["is_confirmed"]}


def write(plan):
    new = [(Organisation(), entry.values) for entry in plan.new]
    changed = [(entry.organisation, entry.values) for entry in plan.changed]
    for body, values in new + changed:
        _set(body, values)
    Organisation.objects.bulk_create([body for body, _values in new], AT_ONCE)
    # Two may have swapped their ids: all are given back before one is given out.
    _in_portions(
        Organisation, [entry.organisation.pk for entry in plan.changed if EXTERNAL_ID in entry.changes], _give_back
    )
    if written := _fields(plan.changed):
        Organisation.objects.bulk_update([body for body, _values in changed], written, AT_ONCE)
    for kind in (_Aliases, _Domains, _Memberships):
        kind.replace(new, changed)


def _fields(entries):
    """What has to be written: a file of memberships touches no name."""
    columns = {column for entry in entries for column in entry.changes}
    found = {FIELDS[column] for column in columns if column in FIELDS}
    return sorted(found.union(*(FOLLOWS.get(column, []) for column in columns)))


def _set(body, values):
    for column, name in FIELDS.items():
        if column in values:
            setattr(body, name, values[column])
    if values.get(STATE) in {cells.CONFIRMED, cells.PROPOSED}:
        body.is_confirmed = values[STATE] == cells.CONFIRMED
    body.tidy()


def _in_portions(model, ids, action):
    for start in range(0, len(ids), AT_ONCE):
        action(model.objects.filter(pk__in=ids[start : start + AT_ONCE]))


def _give_back(organisations):
    organisations.update(external_id="")


class _Several:
    """Rows that hang on an organisation become what the file says. What stays is left alone."""

    column = model = related = None

    @classmethod
    def replace(cls, new, changed):
        gone, came = [], [(body, value) for body, values in new for value in values.get(cls.column, ())]
        for body, values in changed:
            if cls.column in values:
                missing = set(values[cls.column])
                for row in getattr(body, cls.related).all():
                    if cls.value(row) in missing:
                        missing.remove(cls.value(row))
                    else:
                        gone.append(row.pk)
                came += [(body, value) for value in values[cls.column] if value in missing]
        # What another organisation gives up is free before it is taken.
        _in_portions(cls.model, gone, lambda rows: rows.delete())
        cls.model.objects.bulk_create([cls.row(body, value) for body, value in came], AT_ONCE)


class _Aliases(_Several):
    column, model, related = ALIASES, OrganisationAlias, "aliases"

    @staticmethod
    def value(row):
        return row.name

    @staticmethod
    def row(body, name):
        alias = OrganisationAlias(organisation=body, name=name)
        alias.tidy()
        return alias


class _Domains(_Several):
    column, model, related = DOMAINS, OrganisationDomain, "domains"

    @staticmethod
    def value(row):
        return row.domain

    @staticmethod
    def row(body, domain):
        return OrganisationDomain(organisation=body, domain=domain)


class _Memberships(_Several):
    column, model, related = MEMBERSHIPS, Membership, "memberships"

    @staticmethod
    def value(row):
        return row.since, row.until

    @staticmethod
    def row(body, stretch):
        return Membership(organisation=body, since=stretch[0], until=stretch[1])
