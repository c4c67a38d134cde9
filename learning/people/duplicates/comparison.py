"""Comparison of two rows before they are merged: their values, and how many rows refer to each."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..canonical import counting_as_one_of
from ..models import Membership, Organisation, OrganisationAlias, OrganisationDomain, Person


@dataclass(frozen=True)
class ComparedValue:
    label: str
    row: object
    into: object
    together: object


_counts = []


def register(model, label, count):
    """`count(rows)` says how many of something hang on the canonical `rows`, what they have in common once."""
    _counts.append((model, label, count))


def compare(row, into):
    """Return the values of `row` beside those of `into`, and those that apply once they count as one."""
    facts = _of_organisation if isinstance(row, Organisation) else _of_person
    own, other, together = (dict(facts(rows)) for rows in ([row], [into], [into, row]))
    counts = [
        ComparedValue(label, count([row]), count([into]), count([row, into]))
        for model, label, count in _counts
        if isinstance(row, model)
    ]
    return [*(ComparedValue(label, own[label], other[label], together[label]) for label in own), *counts]


def _of_organisation(rows):
    """Facts are those of the first; names, domains and memberships are found by any."""
    yield _("Kind"), rows[0].get_kind_display()
    yield _("Country"), rows[0].get_country_display()
    yield _("Place"), rows[0].place
    yield _("External id"), rows[0].external_id
    called = [*dict.fromkeys(row.name for row in rows[1:]), *_every(OrganisationAlias, rows)]
    yield _("Other names"), ", ".join(map(str, called))
    yield _("E-mail domains"), ", ".join(map(str, _every(OrganisationDomain, rows)))
    yield _("Member"), ", ".join(one.span for one in _every(Membership, rows).order_by("since"))


def _every(model, rows):
    return model.objects.filter(counting_as_one_of(Organisation, [row.pk for row in rows], "organisation"))


def _of_person(rows):
    yield _("E-mail address"), rows[0].email
    yield _("Organisation"), rows[0].organisation or ""
    yield _("Job title"), rows[0].job_title
    yield _("Language"), rows[0].get_language_display()
    yield _("External id"), rows[0].external_id
    yield _("Account"), _("yes") if any(row.user_id for row in rows) else _("no")


def _people_of(rows):
    return (
        Person.objects.canonical()
        .filter(counting_as_one_of(Organisation, [row.pk for row in rows], "organisation"))
        .count()
    )


register(Organisation, gettext_lazy("People"), _people_of)
