"""Confirmed organisations that a proposal may duplicate, for a page of proposals at once.

`lookup.look_alikes` asks the database about what one person types. Here the names of the register are read once, so
that a page takes as many queries for thirty proposals as for one, and spelling mistakes are forgiven too.
"""

from collections import Counter, defaultdict

from django.db.models import Count

from ..canonical import canonical_id
from ..models import Organisation, OrganisationAlias
from .lookup import ANYWHERE

MOST = 4
# How much two spellings must share: "Bogta" and "Bogota" share 0.62 of their trigrams, "Lima" and "Lomé" 0.2.
ENOUGH = 0.4
CONTAINED = 0.9


def alike(proposals):
    """{proposal's id: organisations that it may be, the likeliest first, at most MOST}, with `people_count`."""
    if not proposals:
        return {}
    names = _Names(_confirmed_names())
    found = {proposal.pk: names.nearest(proposal.folded) for proposal in proposals}
    ids = {pk for nearest in found.values() for pk in nearest}
    counted = Organisation.objects.annotate(people_count=Count("people")).prefetch_related("aliases")
    bodies = counted.in_bulk(ids)
    return {pk: [bodies[body] for body in nearest] for pk, nearest in found.items()}


def _confirmed_names():
    """(id it counts as, folded name) of every name and alias that leads to a confirmed organisation."""
    confirmed = Organisation.objects.canonical().filter(is_confirmed=True).values("pk")
    bodies = Organisation.objects.annotate(counts_as=canonical_id())
    aliases = OrganisationAlias.objects.annotate(counts_as=canonical_id("organisation"))
    for rows in (bodies, aliases):
        yield from rows.filter(counts_as__in=confirmed).order_by().values_list("counts_as", "folded")


class _Names:
    def __init__(self, names):
        self.names, self.having = [], defaultdict(list)
        for pk, folded in names:
            own = _telling(folded)
            pieces = _trigrams(own)
            for piece in pieces:
                self.having[piece].append(len(self.names))
            self.names.append((pk, own, len(pieces)))

    def nearest(self, folded):
        own = _telling(folded)
        best = {}
        for number, likeness in self._shares(own):
            pk, name, _pieces = self.names[number]
            likeness = max(likeness, CONTAINED if _stands_within(name, own) else 0)
            if likeness >= ENOUGH:
                best[pk] = max(likeness, best.get(pk, 0))
        return sorted(best, key=lambda pk: (-best[pk], pk))[:MOST]

    def _shares(self, own):
        """(number of a name, the share of trigrams that it has in common with `own`) of those that have any."""
        pieces = _trigrams(own)
        shared = Counter(number for piece in pieces for number in self.having[piece])
        return [(number, 2 * times / (len(pieces) + self.names[number][2])) for number, times in shared.items()]


def _telling(folded):
    """A folded name without the words that every body of government has, unless it has no other."""
    kept = " ".join(word for word in folded.split() if word not in ANYWHERE)
    return kept or folded


def _trigrams(text):
    padded = f" {text} "
    return {padded[start : start + 3] for start in range(max(1, len(padded) - 2))}


def _stands_within(one, other):
    """Whole words within the longer name, or letters where a script writes no spaces."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    return short in long if not short.isascii() and len(short) > 1 else f" {short} " in f" {long} "
