"""Look-up of organisations by what a person typed: exact matches, similar names, proposals."""

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from ..models import Organisation, OrganisationDomain
from ..models.organisation import folded_name
from ..names import clean_name, fold
from ..reference.email_domains import candidates

MOST = 8
LONGEST = 200
# A word that more organisations have than this says nothing about which one is meant.
RARE = 10
# Nor do the words for a body of government, in the languages that names come in.
ANYWHERE = set(
    fold(
        "city council government municipality municipal metropolitan district region province state office department "
        "ayuntamiento alcaldía municipalidad municipio intendencia gobierno ciudad distrito prefectura provincia "
        "mairie ville municipalité commune métropole préfecture département prefeitura município cidade governo"
    ).split()
)


def visible_to(person):
    """What a person is shown: confirmed organisations and their own proposals, not what others once typed."""
    own = Q(proposed_by=person) if person else Q(pk=None)
    return Organisation.objects.canonical().filter(Q(is_confirmed=True) | own)


def exactly(text, person=None):
    """Those that `text` names, by name, alias or label ("Santa Cruz, Bolivia"); accents and case forgiven.

    What another person proposed in the same words is found too, where nothing else is: it need not be made twice.
    """
    found = list(Organisation.objects.named(text)[: MOST + 1])
    name, comma, _country = text.rpartition(",")
    if not found and comma:
        found = [body for body in Organisation.objects.named(name) if fold(body.label) == fold(text)]
    shown = [body for body in found if body.is_confirmed or (person and body.proposed_by_id == person.pk)]
    return shown or found[:1]


def look_alikes(text, person=None):
    """At most MOST organisations that may be meant by `text`, the likeliest first."""
    seen = visible_to(person)
    found = dict.fromkeys(seen.filter(pk__in=Organisation.objects.named(text).values("pk"))[:MOST])
    found.update(dict.fromkeys(suggestions(text, person)[:MOST]))
    found.update(dict.fromkeys(_named_within(text, seen)))
    return list(found or dict.fromkeys(_sharing_a_rare_word(text, seen)))[:MOST]


def suggestions(text, person=None):
    """Organisations with every word of `text`: what is shown while someone types."""
    return visible_to(person).filter(pk__in=Organisation.objects.matching(text).values("pk"))


def suggestions_while_typing(text, person=None):
    """At most 10, those whose name starts with `text` first: [{"label": …, "also": the alias that matched, or ""}].

    Nothing for fewer than two letters, nor for more than a name can have.
    """
    asked = fold(text[:LONGEST])
    if len(asked) < 2 or len(text) > LONGEST:
        return []
    first = Case(When(folded__startswith=asked, then=0), default=1)
    found = suggestions(asked, person).order_by(first, "folded").prefetch_related("aliases")[:10]
    return [{"label": body.label, "also": _alias_meant(body, asked)} for body in found]


def _alias_meant(body, asked):
    if any(word in body.folded for word in asked.split()):
        return ""
    return next((alias.name for alias in body.aliases.all() if asked.split()[0] in alias.folded), "")


def _named_within(text, seen):
    """Those whose name or alias stands inside `text`: Bogotá for "Alcaldía de Bogotá", 广州 for "广州市人民政府"."""
    asked = seen.annotate(asked=Value(fold(text)))
    within = Q(asked__contains=F("folded")) | Q(aliases__folded__gt="", asked__contains=F("aliases__folded"))
    return asked.filter(within).distinct()[:MOST]


def _sharing_a_rare_word(text, seen):
    for word in sorted(set(fold(text).split()), key=len, reverse=True)[:MOST]:
        if len(word) < 3 or word in ANYWHERE:
            continue
        sharing = list(seen.filter(seen.has_word(word)).distinct()[: RARE + 1])
        if 0 < len(sharing) <= RARE:
            yield from sharing


def expected_of(person):
    """The organisation to start from: the person's own, else the one that their address is of, else None."""
    if person is None:
        return None
    return person.organisation.canonical if person.organisation_id else of_address(person.email)


def of_address(email):
    """The confirmed organisation that has the domain of `email` or the nearest one above it, else None.

    A domain says where someone works, not for whom they come: it is proposed, and the person confirms.
    """
    nearest = candidates(email.rpartition("@")[2])
    found = OrganisationDomain.objects.filter(domain__in=nearest).select_related(
        "organisation__merged_into__merged_into"
    )
    by_domain = {one.domain: one.organisation.canonical for one in found if one.organisation.canonical.is_confirmed}
    return next((by_domain[domain] for domain in nearest if domain in by_domain), None)


@transaction.atomic
def propose(text, person):
    """An organisation for staff to confirm. The same proposal by the same person is made once."""
    name = clean_name(text)
    own = Organisation.objects.canonical().filter(folded=folded_name(name), proposed_by=person, is_confirmed=False)
    return own.first() or Organisation.objects.create(name=name, is_confirmed=False, proposed_by=person)


def confirm(proposal):
    """Staff say that it is a body of its own. False where it has been dealt with already."""
    waits = Organisation.objects.canonical().filter(pk=proposal.pk, is_confirmed=False)
    return bool(waits.update(is_confirmed=True))
