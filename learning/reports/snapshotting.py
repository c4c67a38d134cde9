"""Freezing the figures of a period, and looking at what has changed since."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import parse_qsl

from django.db import transaction

from .annual import LANGUAGES, gather
from .definitions import DEFINITIONS, versions
from .models import Snapshot
from .saying import period_in_words, scope_in_words
from .scopes import Scope


@transaction.atomic
def take(scope, *, by):
    """Freeze the annual figures of `scope` as they are now. What is raw is not kept: others may read the snapshot."""
    return Snapshot.objects.create(
        title=scope_in_words(scope),
        scope=scope.urlencode(),
        content=content_of(gather(scope, sees_raw=False)),
        made_by=by,
    )


def content_of(annual):
    """All that is shown of annual figures, as plain JSON."""
    return {
        "scope": annual.scope.query(),
        "compared_with": annual.scope.previous.query() if annual.scope.previous else {},
        "rules": versions(),
        "figures": [frozen(fact) for fact in annual.facts],
        "sentences": [
            {
                "key": sentence.key,
                "kind": sentence.kind,
                "figures": [fact.key for fact in sentence.facts],
                "text": {language: sentence.in_language(language) for language in LANGUAGES},
            }
            for sentence in annual.sentences
        ],
    }


def frozen(fact):
    return {
        "key": fact.key,
        "name": str(fact.name),
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
            (after.get(key) or before[key])["name"],
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
