"""Conflicts between rows of one file: the same organisation, external id or domain twice."""

from collections import defaultdict

from django.utils.translation import gettext as _

from learning.people.models.organisation import folded_name

from .columns import COUNTRY, DOMAINS, EXTERNAL_ID, NAME, UUID


def between(entries, known):
    """(row, column, what is wrong, what to do) of each."""
    yield from _the_same_organisation(entries)
    yield from _the_same_new_one(entries)
    yield from _owned_twice(entries, known, EXTERNAL_ID, lambda value: [value] if value else [])
    yield from _owned_twice(entries, known, DOMAINS, list)


def _the_same_organisation(entries):
    first = {}
    for entry in entries:
        if entry.organisation is None:
            continue
        earlier = first.setdefault(entry.organisation.pk, entry)
        if earlier is not entry:
            said = _("Row %(row)d is about the same organisation, %(name)s.")
            words = {"row": earlier.row, "name": entry.organisation}
            yield entry.row, UUID.heading, said % words, _("Keep one of the two rows.")


def _the_same_new_one(entries):
    first = {}
    for entry in entries:
        if entry.organisation is not None or not entry.values.get(NAME):
            continue
        earlier = first.setdefault((folded_name(entry.values[NAME]), entry.values.get(COUNTRY, "")), entry)
        if earlier is not entry:
            said = _("Row %(row)d is new too, with the same name in the same country.") % {"row": earlier.row}
            yield entry.row, NAME.heading, said, _("Keep one of the two, or tell them apart by their names.")


def _owned_twice(entries, known, column, several):
    owners = defaultdict(list)
    for value, row, owner in _owners(entries, known, column, several):
        owners[value].append((row, owner))
    for value, having in owners.items():
        for row, _owner in having[1:]:
            said = _("%(value)s is that of %(other)s.") % {"value": value, "other": having[0][1]}
            yield row, column.heading, said, _("Correct it, or take it from the other one in the same file.")


def _owners(entries, known, column, several):
    """(value, row, who has it once the file is in); first, without a row, those that the file doesn't speak of."""
    spoken_of = {entry.organisation.pk for entry in entries if entry.organisation and column in entry.values}
    for body in known.organisations:
        if body.pk not in spoken_of:
            for value in several(column.of(body)):
                yield value, None, body
    for entry in entries:
        for value in several(entry.values.get(column) or ()):
            yield value, entry.row, entry
