"""A kind of problem, how its rows are found, and where each is mended."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Finding:
    """One row: what it is about, what is wrong with it, and the address that mends it ("" for who may not)."""

    problem: "QualityProblem"
    what: str
    detail: str
    url: str


@dataclass(frozen=True)
class QualityProblem:
    """`find(survey)` gives the rows, sliceable and countable, in a fixed order; `tell(rows, user)` makes of some of them
    (what, detail, url). Both cost a number of queries that doesn't grow with the rows.

    `is_personal`: names of people stand in it, so that looking is logged.
    """

    code: str
    name: str
    sentence: str
    find: Callable
    tell: Callable
    is_personal: bool = False

    def count(self, survey):
        rows = survey.rows_of(self)
        return len(rows) if isinstance(rows, list) else rows.count()

    def findings(self, survey, start, stop):
        rows = list(survey.rows_of(self)[start:stop])
        return [Finding(self, str(what), detail, url) for what, detail, url in self.tell(rows, survey.user)]


def where(user, pk, *ways):
    """The address of the first of `ways` [(permission, name of the address)] that `user` may go; "" for none."""
    return next((reverse(name, args=[pk]) for permission, name in ways if user.has_perm(permission)), "")


def organisation_address(user, pk):
    return where(
        user,
        pk,
        ("people.change_organisation", "organisation:edit"),
        ("people.view_organisation", "organisation:inspect"),
    )


def person_address(user, pk):
    return where(user, pk, ("people.change_person", "person:edit"), ("people.view_person", "person:inspect"))


def participants_address(user, pk):
    return where(
        user,
        pk,
        ("activities.see_people", "activity:participants"),
        ("activities.view_activity", "activity:inspect"),
    )
