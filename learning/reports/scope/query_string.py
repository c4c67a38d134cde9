"""Reading a scope from a query string; what can't be read gets a sentence."""

from datetime import date

from django.utils.translation import gettext as _

from learning.activities.choices import ActionLine, Kind, Mode, PartnerRole
from learning.people.models import Organisation
from learning.people.reference.places import COUNTRY_CODES, Region

from . import periods

YEARS = range(1900, 2200)


class BadScope(ValueError):
    """Its text is for the reader."""


def read(data):
    """The fields of a `Scope` from `data` ({name: text}); raises `BadScope`. Nothing that was given is left out: what
    is no choice, such as 0 or blanks, is refused and never taken for "everything"."""
    given = {name: _given(data.get(name)) for name in ("year", "from", "to", *READERS)}
    first, last = _period(given["year"], given["from"], given["to"])
    found = {name: reader(given[name]) for name, reader in READERS.items() if given[name]}
    return {"first": first, "last": last, **found}


def _given(text):
    if text and not text.strip():
        raise _no_choice(text)
    return (text or "").strip()


def _no_choice(text):
    return BadScope(_("“%(choice)s” is no choice here.") % {"choice": text[:40]})


def _period(year, first, last):
    if year and (first or last):
        raise BadScope(_("Ask for a year or for days, not for both."))
    if year:
        if not (year.isdecimal() and int(year[:9]) in YEARS):
            raise BadScope(_("“%(year)s” is no year.") % {"year": year[:20]})
        return periods.of_year(int(year))
    first, last = _day(first), _day(last)
    if first and last and last < first:
        raise BadScope(_("The period ends before it begins."))
    return first, last


def _day(text):
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise BadScope(_("“%(day)s” is no day. Write it like 2026-05-12.") % {"day": text[:20]})
    return day


def _one_of(values):
    def read_choice(text):
        if text not in values:
            raise _no_choice(text)
        return values[text]

    return read_choice


def _number(text):
    if not (text.isdecimal() and len(text) < 18 and int(text)):
        raise _no_choice(text)
    return int(text)


def _text(text):
    return text[:120]


READERS = {
    "plan": _text,
    "action_line": _one_of({str(line): line for line in ActionLine.values}),
    "kind": _one_of(dict(zip(Kind.values, Kind.values, strict=True))),
    "mode": _one_of(dict(zip(Mode.values, Mode.values, strict=True))),
    "theme": _text,
    "is_training": _one_of({"1": True, "on": True, "0": False}),
    "activity": _number,
    "partner": _number,
    "partner_role": _one_of(dict(zip(PartnerRole.values, PartnerRole.values, strict=True))),
    "region": _one_of(dict(zip(Region.values, Region.values, strict=True))),
    "country": _one_of(dict(zip(COUNTRY_CODES, COUNTRY_CODES, strict=True))),
    "organisation_kind": _one_of(dict(zip(Organisation.Kind.values, Organisation.Kind.values, strict=True))),
    "organisation": _number,
}
