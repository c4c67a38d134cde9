"""Phrases and frames of sentences, as data: a number with what it counts.

Each phrase agrees with its own number in every language, so that one sentence may hold a singular and a plural.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .agreement import is_singular, singular

NOUNS = {
    "participants": ngettext_lazy("%(number)s participant", "%(number)s participants", "number"),
    "attendees": ngettext_lazy("%(number)s attendee", "%(number)s attendees", "number"),
    "representatives": ngettext_lazy("%(number)s representative", "%(number)s representatives", "number"),
    "speakers": ngettext_lazy("%(number)s speaker", "%(number)s speakers", "number"),
    "mayors": ngettext_lazy("%(number)s mayor", "%(number)s mayors", "number"),
    "people": ngettext_lazy("%(number)s person", "%(number)s people", "number"),
    "participations": ngettext_lazy("%(number)s participation", "%(number)s participations", "number"),
    "rows": ngettext_lazy("%(number)s row", "%(number)s rows", "number"),
    "registrants": ngettext_lazy("%(number)s registrant", "%(number)s registrants", "number"),
    "completers": ngettext_lazy(
        "%(number)s person completed an activity", "%(number)s people completed an activity", "number"
    ),
    "replays": ngettext_lazy("%(number)s replay viewer", "%(number)s replay viewers", "number"),
    "hours": ngettext_lazy("%(number)s learning hour", "%(number)s learning hours", "number"),
    "activities": ngettext_lazy("%(number)s activity", "%(number)s activities", "number"),
    "online_activities": ngettext_lazy(
        "%(number)s online learning activity", "%(number)s online learning activities", "number"
    ),
    "cities": ngettext_lazy("%(number)s city", "%(number)s cities", "number"),
    "countries": ngettext_lazy("%(number)s country", "%(number)s countries", "number"),
    "organisations": ngettext_lazy("%(number)s organisation", "%(number)s organisations", "number"),
    "international_organisations": ngettext_lazy(
        "%(number)s international organization", "%(number)s international organizations", "number"
    ),
    "members": ngettext_lazy("%(number)s Metropolis member", "%(number)s Metropolis members", "number"),
    "member_cities": ngettext_lazy("%(number)s member city", "%(number)s member cities", "number"),
    "non_members": ngettext_lazy("%(number)s non-member", "%(number)s non-members", "number"),
    "new_members": ngettext_lazy("%(number)s new member", "%(number)s new members", "number"),
    "followers": ngettext_lazy("%(number)s follower", "%(number)s followers", "number"),
}
# The same with whom they are of, an audience phrase that agrees by itself ("Chinese", "chinas", "chinoises").
NOUNS_OF = {
    "member_cities": ngettext_lazy(
        "%(number)s %(audience)s member city", "%(number)s %(audience)s member cities", "number"
    ),
    "non_members": NOUNS["non_members"],
}
FRAMES = {
    "rows_of_people": _("%(rows)s of %(people)s"),
    "behind_a_figure": _("%(figure)s: %(number)s, in %(rows)s"),
    "in_all": _("%(activities)s with a total of %(participants)s"),
    "in_all_of_people": _("%(activities)s with a total of %(participants)s (%(people)s)"),
    "in_all_from": ngettext_lazy("%(counted)s from %(whom)s", "%(counted)s from %(whom)s", "number"),
    "in_all_from_countries": ngettext_lazy(
        "%(counted)s from %(whom)s, from %(countries)s", "%(counted)s from %(whom)s, from %(countries)s", "number"
    ),
    "members_and_others": _("%(members)s, as well as %(non_members)s"),
    "event": _("%(attendees)s from %(cities)s from %(countries)s"),
    "delegation": _("%(representatives)s from %(members)s"),
    "of_cities": _("%(participants)s from %(audience)s cities"),
    "participants_from": _("participants from %(members)s, as well as %(non_members)s"),
    "total": _("%(member_cities)s in total"),
    "engagement": ngettext_lazy(
        "%(engaged)s of %(members)s took part (%(share)s)",
        "%(engaged)s of %(members)s took part (%(share)s)",
        "engaged",
    ),
    "attendance": _("%(share)s of registrants came live"),
    "women": _("%(share)s women (of %(coverage)s who answered)"),
}
CALL = ngettext_lazy(
    "%(number)s project applied with %(cities)s and %(organisations)s participating.",
    "%(number)s projects applied with %(cities)s and %(organisations)s participating.",
    "number",
)


def phrase(noun, quantity, audience=""):
    """ "17 Chinese member cities", in the active language. `audience` is in the plural; of one it is put in the singular."""
    if audience and noun in NOUNS_OF:
        agreeing = singular(audience) if is_singular(quantity) else audience
        return NOUNS_OF[noun] % {"number": quantity, "audience": agreeing}
    return NOUNS[noun] % {"number": quantity}


def frame(name, **parts):
    """The sentence `name`. Where its verb or adjective agrees with a number, `parts` have that number too."""
    return str(FRAMES[name] % parts)
