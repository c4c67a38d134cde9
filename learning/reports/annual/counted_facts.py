"""Counted facts and sentences of a scope: of all activities, and of online training."""

from functools import partial

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..measures.definitions import name_of
from ..sentences import numbers
from ..sentences.numbers import Quantity
from ..sentences.phrases import frame, phrase
from .facts import counted
from .parts import ONLINE, WHOLE, count, parts_of
from .sentences import Sentence

# Of each part: the measure, and whose figures say it, people's or participations'.
OF_A_PART = ("organisations", "members", "member_cities", "non_members", "cities", "places", "countries", "regions")
OF_THE_WHOLE = ("registrants", "attendees", "starters", "walk_ins", "replays", "completers", "replay_completers")
RATES = {
    "attendance_rate": "attended",
    "completion_rate": "cohort_completers",
    "registrant_completion_rate": "registered_completers",
}


def facts_of(scope):
    """{part: {measure: Fact}}, those of the period before beside them."""
    return facts_told(scope, *count(scope, *filter(None, [scope.previous])))


def facts_told(scope, now, then=None):
    """The same of what was counted in `scope` and, where it was, in the period before."""
    return {name: _facts(name, part, now[name], then and then[name]) for name, part in parts_of(scope).items()}


def _facts(part, scope, now, then):
    is_whole = part == WHOLE

    def fact(measure, read, *, behind="", **words):
        people = scope.urlencode(measure=behind) if behind else ""
        if not is_whole:
            words["name"] = format_lazy("{name} ({part})", name=name_of(measure), part=_("online learning"))
        return counted(f"{part}.{measure}", measure, read(now), then and read(then), people=people, **words)

    found = {
        "activities": fact("activities", lambda c: c.activities),
        "participations": fact("participations", lambda c: c.participations.participants, behind="participants"),
        "people": fact("people", lambda c: c.people.participants, behind="participants"),
    }
    for measure in OF_A_PART:
        found[measure] = fact(measure, _of_people(measure), behind=measure)
    return {**found, **_of_the_whole(fact)} if is_whole else found


def _of_people(measure):
    return lambda counts: getattr(counts.people, measure)


def _of_participations(measure):
    return lambda counts: getattr(counts.participations, measure)


def _of_the_whole(fact):
    found = {measure: fact(measure, _of_people(measure), behind=measure) for measure in OF_THE_WHOLE}
    for rate, behind in RATES.items():
        found[rate] = fact(rate, _of_participations(rate), behind=behind, unit="%")
    found["hours"] = fact("hours", lambda c: c.hours, behind="participants")
    found["engagement"] = fact("engagement", lambda c: c.engagement.engaged)
    found["members_in_period"] = fact("members_in_period", lambda c: c.engagement.members)
    found["engagement_rate"] = fact("engagement_rate", lambda c: c.engagement.rate, unit="%")
    for share in ("women_share", "coverage"):
        found[share] = fact(share, _of_people(share), behind="women", unit="%", is_raw=True)
    return found


def sentences_of(by_part):
    """What can be said of the counted facts; nothing is said of nothing."""
    for part, facts in reversed(by_part.items()):
        if facts["participations"].value:
            yield _in_all(part, facts)
    yield from _of_rates(by_part[WHOLE])


def _in_all(part, facts):
    def say():
        said = frame(
            "in_all_of_people",
            activities=_said(facts, "activities", "online_activities" if part == ONLINE else "activities"),
            participants=_said(facts, "participations", "participants"),
            people=_said(facts, "people"),
        )
        whom, number = _whom(facts), facts["participations"].value
        if whom and facts["countries"].value:
            told = {"counted": said, "whom": whom, "countries": _said(facts, "countries")}
            return frame("in_all_from_countries", number=number, **told)
        return frame("in_all_from", number=number, counted=said, whom=whom) if whom else said

    told = (
        "activities",
        "participations",
        "people",
        "organisations",
        "members",
        "member_cities",
        "non_members",
        "countries",
    )
    return Sentence(f"{part}.in_all", say, tuple(facts[name] for name in told))


def _whom(facts):
    """ "57 member cities, as well as 12 non-members"; members that are no cities are called members."""
    cities = facts["member_cities"].value == facts["members"].value
    members = _said(facts, "member_cities") if cities else _said(facts, "members")
    if facts["members"].value and facts["non_members"].value:
        return frame("members_and_others", members=members, non_members=_said(facts, "non_members"))
    if facts["members"].value:
        return members
    return _said(facts, "organisations") if facts["organisations"].value else ""


def _of_rates(facts):
    """What is said of the whole, where there is something to say."""
    said = [
        ("attendance_rate", _attendance, ("attendance_rate",)),
        *((measure, _only(measure), (measure,)) for measure in ("completers", "replays", "hours")),
        ("engagement_rate", _engagement, ("engagement", "members_in_period", "engagement_rate")),
        ("women_share", _women, ("women_share", "coverage")),
    ]
    for needed, say, told in said:
        if facts[needed].value:
            yield Sentence(f"{WHOLE}.{needed}", partial(say, facts), tuple(facts[one] for one in told))


def _attendance(facts):
    return frame("attendance", share=_share(facts["attendance_rate"]))


def _engagement(facts):
    members = _said(facts, "members_in_period", "members")
    engaged = Quantity(facts["engagement"].value)
    return frame("engagement", engaged=engaged, members=members, share=_share(facts["engagement_rate"]))


def _women(facts):
    return frame("women", share=_share(facts["women_share"]), coverage=_share(facts["coverage"]))


def _only(measure):
    return lambda facts: _said(facts, measure)


def _said(facts, measure, noun=None):
    return phrase(noun or measure, Quantity(facts[measure].value))


def _share(fact):
    return numbers.percent(fact.value)
