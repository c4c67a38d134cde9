"""Reading and writing the cells of a register file."""

import re
from datetime import date
from functools import cache
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from learning.people.models.membership_periods import first_overlap, told
from learning.people.names import clean_name, fold
from learning.people.reference import country_names, email_domains, places

CONFIRMED, PROPOSED, MERGED = STATES = ("confirmed", "proposed", "merged")
# A tenth of a metre: as far as a spreadsheet keeps a number.
DECIMALS = 6
STRETCH = re.compile(r"(\d{4}-\d\d-\d\d)\s*/\s*(\d{4}-\d\d-\d\d)?\Z", re.ASCII)


class Wrong(Exception):
    """What is wrong with a cell, and what to do."""

    def __init__(self, said, to_do):
        super().__init__(said)
        self.said, self.to_do = said, to_do


def words(longest):
    def read(text):
        cleaned = clean_name(text)
        if len(cleaned) > longest:
            said = _("It is longer than %(longest)d characters.") % {"longest": longest}
            raise Wrong(said, _("Shorten it."))
        return cleaned

    return read


def name(longest):
    read_words = words(longest)

    def read(text):
        if text and not fold(text):
            raise Wrong(_("“%(text)s” has no letter in it.") % {"text": text}, _("Write a name."))
        if not text:
            raise Wrong(_("It has no name."), _("Write its name."))
        return read_words(text)

    return read


def uuid(text):
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        raise Wrong(_("This is no uuid."), _("Leave it as it was exported, or empty for a new organisation.")) from None


def one_of(choices, required=False):
    """A code, or its name in any language of the site."""

    def read(text):
        if not text and required:
            raise Wrong(_("It is empty."), _as_known(choices()))
        code = _by_any_name(choices).get(fold(text), "") if text else ""
        if text and not code:
            raise Wrong(_("“%(text)s” is not known.") % {"text": text[:60]}, _as_known(choices()))
        return code

    return read


@cache
def _by_any_name(choices):
    """{folded: code}. Names in every language, then the codes, which win."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {fold(str(label)): code for code, label in choices()}
    return found | {fold(code): code for code, _label in choices()}


def _as_known(choices, most=10):
    codes = [code for code, _label in choices]
    if len(codes) > most:
        return _("Write its name or its code, for example %(code)s.") % {"code": codes[0]}
    return _("Write one of: %(codes)s.") % {"codes": ", ".join(codes)}


def country(text):
    code = country_names.country_of(text) if text else ""
    if text and not code:
        raise Wrong(_("“%(text)s” is not known.") % {"text": text[:60]}, _as_known(places.country_choices()))
    return code


def degrees(most):
    def read(text):
        try:
            value = rounded(float(text.replace(",", "."))) if text else None
        except ValueError:
            value = most + 1
        if value is None or -most <= value <= most:
            return value
        said = _("“%(text)s” is no number from −%(most)d to %(most)d.") % {"text": text[:60], "most": most}
        raise Wrong(said, _("Write degrees with a decimal point, for example 4.711, or nothing."))

    return read


def rounded(value):
    # Adding 0.0 makes minus nothing nothing.
    return None if value is None else round(value, DECIMALS) + 0.0


def state(text):
    if text and fold(text) not in STATES:
        said = _("“%(text)s” is not known.") % {"text": text[:60]}
        raise Wrong(said, _("Write one of: %(codes)s.") % {"codes": ", ".join(STATES)})
    return fold(text)


def names(longest):
    read_name = name(longest)

    def read(text):
        found = [read_name(piece) for piece in split(text)]
        folded = [fold(one) for one in found]
        twice = next((one for one, key in zip(found, folded, strict=True) if folded.count(key) > 1), None)
        if twice:
            said = _("“%(name)s” is there twice; accents and case make no difference.") % {"name": twice}
            raise Wrong(said, _("Remove one."))
        return ordered(found)

    return read


def domains(text):
    """Whether it is another organisation's is asked of all rows together."""
    found = dict.fromkeys(email_domains.clean_domain(piece) for piece in split(text))
    for domain in found:
        try:
            email_domains.validate(domain)
        except ValidationError as refused:
            raise Wrong(f"“{domain[:60]}”: {refused.messages[0]}", _("Correct or remove it.")) from None
    return ordered(found)


def memberships(text):
    found = [_stretch(piece) for piece in split(text)]
    overlap = first_overlap(found)
    if overlap:
        said = _("%(earlier)s and %(later)s overlap.") % {"earlier": told(overlap[0]), "later": told(overlap[1])}
        raise Wrong(said, _("Nobody is a member twice: correct the dates."))
    return ordered(found)


def _stretch(piece):
    found = STRETCH.match(piece)
    try:
        since, until = (date.fromisoformat(day) if day else None for day in found.groups())
    except (AttributeError, ValueError):
        said = _("“%(text)s” is no membership.") % {"text": piece[:60]}
        raise Wrong(
            said, _("Write 2019-01-01/2021-12-31, or 2023-06-01/ while it lasts; a semicolon between two.")
        ) from None
    if until and until < since:
        said = _("“%(text)s” ends before it starts.") % {"text": piece}
        raise Wrong(said, _("Correct the dates."))
    return since, until


def ordered(values):
    """The same order whoever wrote them: names as they are compared, stretches by their beginning."""
    return tuple(sorted(values, key=lambda value: (fold(value), value) if isinstance(value, str) else value[0]))


def same(value):
    return value


def text(cell):
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell).strip()


def join(values):
    """Semicolons within a name are written with a backslash."""
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def split(text):
    pieces = (re.sub(r"\\(.)", r"\1", piece).strip() for piece in re.findall(r"(?:[^;\\]|\\.?)+", text, re.DOTALL))
    return [piece for piece in pieces if piece]


def stretches(values):
    return "; ".join(f"{since}/{until or ''}" for since, until in values)
