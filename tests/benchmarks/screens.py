"""What is measured, and how long it may take. A new screen is a new line here."""

from dataclasses import dataclass

from learning.reports import declaring, engaging, hours, queries
from learning.reports.scopes import Scope

# Milliseconds that the queries of a screen may take together (issue: 500 for a screen, 2 s for the annual figures).
SCREEN, ANNUAL = 500, 2000


@dataclass(frozen=True)
class Place:
    """What the addresses below name: the fullest year, its largest activity, the largest course."""

    year: int
    activity: int
    course: int


@dataclass(frozen=True)
class Screen:
    """`what` is an address with names of a `Place` in it, or a function of one."""

    name: str
    what: object
    limit: int = SCREEN

    def deed(self, client, place):
        if callable(self.what):
            return lambda: self.what(place)
        address = self.what.format(**vars(place))

        def get():
            response = client.get(address)
            assert response.status_code == 200, (address, response)

        return get


def annual(place):
    """All that the annual figures of a year and of the one before are made of."""
    scope = Scope.of_year(place.year)
    for one in (scope, scope.previous):
        covered = declaring.covered_in(one)
        queries.held(one, covered).count()
        queries.people_of(one, without=covered)
        queries.participations_of(one, without=covered)
        hours.hours_of(one, without=covered)
        engaging.engagement(one, without=covered)


SCREENS = (
    Screen("Participants by activity, one year", "/admin/figures/?year={year}"),
    Screen("Participants by activity, all years", "/admin/figures/"),
    Screen("People behind a figure, one activity", "/admin/figures/people/?measure=participants&activity={activity}"),
    Screen("People behind a figure, one year", "/admin/figures/people/?measure=members&year={year}"),
    Screen("Participations as a file, one year", "/admin/figures/participations/?year={year}"),
    Screen("List of activities", "/admin/activities/"),
    Screen("Members' engagement, one year", lambda place: engaging.engagement(Scope.of_year(place.year))),
    Screen(
        "By region, one year",
        lambda place: queries.breakdown(Scope.of_year(place.year), "region", ("participants", "organisations")),
    ),
    Screen("Annual figures beside the year before", annual, ANNUAL),
)
