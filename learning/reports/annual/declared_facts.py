"""Declared facts and sentences, grouped by what they count."""

from collections import defaultdict

from django.utils.text import capfirst

from learning.activities.choices import Mode
from learning.activities.models import DeclaredFigure

from ..queries import declared_figures
from ..queries.activity_pools import Pool
from ..sentences.numbers import Quantity
from ..sentences.phrases import CALL, frame, phrase
from .facts import DECLARED, Fact
from .sentences import Sentence

M = DeclaredFigure.Metric
AS_PRINTED = DeclaredFigure.Qualifier.AS_PRINTED
PERCENT = "percent"


def _quantity(figure):
    return Quantity(int(figure.value), figure.qualifier)


def _said(noun, figure):
    return phrase(noun, _quantity(figure), figure.audience)


def _in_all(activities, participants):
    online = activities.activity and activities.activity.mode == Mode.ONLINE
    noun = "online_activities" if online else "activities"
    return frame("in_all", activities=_said(noun, activities), participants=_said("participants", participants))


def _event(attendees, cities, countries):
    return frame(
        "event",
        attendees=_said("attendees", attendees),
        cities=_said("cities", cities),
        countries=_said("countries", countries),
    )


def _delegation(representatives, members):
    return frame(
        "delegation", representatives=_said("representatives", representatives), members=_said("members", members)
    )


def _participants_from(members, non_members):
    return frame(
        "participants_from",
        members=_said("member_cities", members),
        non_members=_said("non_members", non_members),
    )


def _call(projects, cities, organisations):
    return CALL % {
        "number": _quantity(projects),
        "cities": _said("cities", cities),
        "organisations": _said("international_organisations", organisations),
    }


def _participants(participants):
    if participants.audience:
        return frame("of_cities", participants=_said("participants", participants), audience=participants.audience)
    return _said("participants", participants)


def _total(members):
    return frame("total", member_cities=_said("member_cities", members))


def _only(noun):
    return lambda figure: _said(noun, figure)


# What a group must hold, in the order in which it is tried and said; what is taken is not said again.
PATTERNS = (
    ((M.ACTIVITIES, M.PARTICIPANTS), _in_all),
    ((M.ATTENDEES, M.CITIES, M.COUNTRIES), _event),
    ((M.REPRESENTATIVES, M.MEMBERS), _delegation),
    ((M.MEMBERS, M.NON_MEMBERS), _participants_from),
    (("applications", M.CITIES, M.ORGANISATIONS), _call),
    ((M.PARTICIPANTS,), _participants),
    ((M.ATTENDEES,), _only("attendees")),
    ((M.REPRESENTATIVES,), _only("representatives")),
    ((M.SPEAKERS,), _only("speakers")),
    (("mayors",), _only("mayors")),
    ((M.MEMBERS,), _only("members")),
    ((M.NON_MEMBERS,), _only("non_members")),
    ((M.ACTIVITIES,), _only("activities")),
    ((M.CITIES,), _only("cities")),
    ((M.COUNTRIES,), _only("countries")),
    ((M.ORGANISATIONS,), _only("organisations")),
    (("members total",), _total),
    (("members new",), _only("new_members")),
    (("followers",), _only("followers")),
)


def what(figure):
    """The metric, or the words for it where it is another; a group holds each once."""
    return figure.label if figure.metric == M.OTHER else figure.metric


def is_reckoned_change(figure):
    """A change that the source reckoned and printed: quoted beside the figure it is of, never a figure of its own."""
    return figure.qualifier == AS_PRINTED and figure.unit == PERCENT


def facts_of(scope):
    """{declared figure: Fact} in the order of entry, those of the period before beside them. Three queries."""
    scopes = [scope, *filter(None, [scope.previous])]
    told = zip(scopes, Pool.of_each(scopes), strict=True)
    figures, *earlier = [list(declared_figures.declared_in(*one).select_related("activity")) for one in told]
    before = earlier[0] if earlier else []
    changes = {(figure.activity_id, figure.label): figure for figure in figures if is_reckoned_change(figure)}
    told = [figure for figure in figures if not is_reckoned_change(figure)]
    return {
        figure: _fact(figure, _last(figure, before), changes.get((figure.activity_id, figure.label))) for figure in told
    }


def _last(figure, before):
    """What the same figure was in the period before: only what belongs to no single activity is one from year to year."""
    if figure.activity_id and figure.scope != DeclaredFigure.Scope.PROGRAMME:
        return None
    same = [one for one in before if (what(one), one.unit, one.scope) == (what(figure), figure.unit, figure.scope)]
    return same[0].value if len(same) == 1 else None


def _fact(figure, last, reckoned):
    return Fact(
        key=f"declared.{figure.pk}",
        name=_name(figure),
        rule="declared",
        value=figure.value,
        kind=DECLARED,
        qualifier=figure.qualifier,
        unit="%" if figure.unit == PERCENT else figure.unit,
        source=figure.source,
        quote=_words(figure.quote),
        last=last,
        printed_change=reckoned.quote if reckoned else "",
        is_context=not figure.is_platform_metric,
    )


def _words(quote):
    """As printed, without the stars of a text that set some of it in bold."""
    return quote.replace("**", "").strip()


def _name(figure):
    words = capfirst(figure.label or figure.get_metric_display())
    return words if words.lower() == figure.unit.lower() else f"{words} ({figure.unit})"


def sentences_of(facts):
    """What {figure: Fact} says, each figure once."""
    quoted = defaultdict(list)
    for figures in _groups(facts):
        for needed, say in PATTERNS:
            if all(name in figures and not figures[name].value % 1 for name in needed):
                yield _sentence([figures.pop(name) for name in needed], say, facts)
        for figure in figures.values():
            quoted[_words(figure.quote) or declared_figures.say(figure)].append(facts[figure])
    for words, told in quoted.items():
        yield _quoted(words, told)


def _groups(figures):
    """Those of one activity and scope together, as far as each is of another metric: [{metric: figure}]."""
    groups = defaultdict(dict)
    for figure in figures:
        key = (figure.activity_id, figure.scope if figure.activity_id else figure.pk)
        while what(figure) in groups[key]:
            key = (*key, figure.pk)
        groups[key][what(figure)] = figure
    return groups.values()


def _sentence(figures, say, facts):
    quote = facts[figures[0]].quote
    return Sentence(
        key=f"declared.{'+'.join(str(figure.pk) for figure in figures)}",
        say=lambda: say(*figures),
        facts=tuple(facts[figure] for figure in figures),
        opens=quote[:1].isupper(),
    )


def _quoted(words, told):
    """For what no pattern knows: its own words, in the language of its source."""
    return Sentence(key=told[0].key, say=lambda: words, facts=tuple(told), is_quote=True)
