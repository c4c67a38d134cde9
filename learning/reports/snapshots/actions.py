"""Snapshot actions: freezing the figures of a period, and comparing them with today's."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import parse_qsl

from django.db import IntegrityError, transaction

from learning.core.errors import BusinessError
from learning.people import audit_log

from ..annual import active_language, gather, in_each_language, in_language
from ..measures.definitions import DEFINITIONS, versions
from ..models import Snapshot, seals
from ..scope.description import period_in_words, scope_in_words
from ..scope.scopes import Scope
from . import checks as snapshot_checks

# How many others may freeze figures in the same moment.
ATTEMPTS = 20


class FreezeConflict(BusinessError):
    """Others went on freezing figures at the same time."""


def freeze(scope, *, by, name="", note=""):
    """Freeze the annual figures of `scope` as they are now. What is raw is not kept: others may read the snapshot.

    Without a `name` the snapshot is called by its scope, in English. The audit log keeps its number and its link.
    """
    content = content_of(gather(scope, sees_raw=False))
    told = {"name": name or content["title"]["en"], "note": note, "scope": scope.urlencode(), "content": content}
    for _attempt in range(ATTEMPTS):
        try:
            return _append(by, told)
        except IntegrityError:
            # Somebody else froze figures in this moment and took the number.
            continue
    raise FreezeConflict


@transaction.atomic
def _append(by, told):
    last = Snapshot.objects.defer("content").order_by("number").last()
    number, previous = (last.number + 1, seals.link_of(last)) if last else (1, "")
    snapshot = Snapshot.objects.create(number=_unused(number), previous=previous, made_by=by, **told)
    details = {"number": snapshot.number, "link": seals.link_of(snapshot), "scope": dict(parse_qsl(snapshot.scope))}
    audit_log.record(audit_log.Action.FIGURES_FROZEN, by, snapshot, details=details)
    return snapshot


def _unused(number):
    """`number`, or the one after all that were ever given: that of a deleted snapshot is not given again."""
    return max([number, *(one.number + 1 for one in snapshot_checks.missing())])


def content_of(annual):
    """All that is shown of annual figures, as plain JSON: the same whatever language is active."""
    return {
        "title": in_each_language(lambda: scope_in_words(annual.scope)),
        "scope": annual.scope.query(),
        "compared_with": annual.scope.previous.query() if annual.scope.previous else {},
        "rules": versions(),
        "figures": [frozen(fact) for fact in annual.facts],
        "sentences": [
            {
                "key": sentence.key,
                "kind": sentence.kind,
                "figures": [fact.key for fact in sentence.facts],
                "text": in_each_language(lambda sentence=sentence: str(sentence)),
            }
            for sentence in annual.sentences
        ],
    }


def frozen(fact):
    return {
        "key": fact.key,
        "name": in_each_language(lambda: str(fact.name)),
        "kind": fact.kind,
        "rule": fact.rule,
        "version": fact.definition.version,
        "value": _number(fact.value),
        "qualifier": fact.qualifier,
        "unit": fact.unit,
        "source": fact.source,
        "quote": fact.quote,
        "last": _number(fact.last),
        "change": _number(fact.change),
        "printed_change": fact.printed_change,
    }


def _number(value):
    """As text, so that no reader of JSON rounds it; the same however many noughts the database adds."""
    return None if value is None else f"{Decimal(value).normalize():f}"


@dataclass(frozen=True)
class Difference:
    """One figure then and now, as text; None where it was not there."""

    name: str
    rule: str
    then: str | None
    now: str | None

    @property
    def amount(self):
        return None if None in (self.then, self.now) else Decimal(self.now) - Decimal(self.then)

    @property
    def has_changed(self):
        return self.then != self.now


@dataclass(frozen=True)
class RuleChange:
    code: str
    then: int | None
    now: int | None

    @property
    def name(self):
        return DEFINITIONS[self.code].name if self.code in DEFINITIONS else self.code


def title_of(snapshot):
    """What was asked for, in words of the active language, as they were when it was frozen."""
    title = snapshot.content.get("title")
    return in_language(title, active_language()) if title else scope_in_words(scope_of(snapshot))


def scope_of(snapshot):
    return Scope.parse(dict(parse_qsl(snapshot.scope)))


def compared_with(snapshot):
    """The period that its changes compare with, in words; "" where it has none, or was frozen before it was kept."""
    kept = snapshot.content.get("compared_with")
    return period_in_words(Scope.parse(kept)) if kept else ""


def compare(snapshot):
    """What a snapshot says beside what would be said now: every figure of either."""
    now = content_of(gather(scope_of(snapshot), sees_raw=False))
    before, after = _by_key(snapshot.content), _by_key(now)
    return [
        Difference(
            in_language((after.get(key) or before[key])["name"], active_language()),
            (after.get(key) or before[key])["rule"],
            before.get(key, {}).get("value"),
            after.get(key, {}).get("value"),
        )
        for key in dict.fromkeys([*before, *after])
    ]


def changed_rules(snapshot):
    """The rules that are not what they were: a figure may differ because of them."""
    then, now = snapshot.content["rules"], versions()
    return [
        RuleChange(code, then.get(code), now.get(code))
        for code in dict.fromkeys([*then, *now])
        if then.get(code) != now.get(code)
    ]


def _by_key(content):
    return {figure["key"]: figure for figure in content["figures"]}
