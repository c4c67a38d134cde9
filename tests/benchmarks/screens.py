"""The measured screens and their time limits. A new screen needs a new line here."""

from dataclasses import dataclass

# Limit of the total time of a screen's queries in milliseconds: 500 for a screen, 2 s for the annual figures.
SCREEN, ANNUAL = 500, 2000


@dataclass(frozen=True)
class Place:
    """Objects that the addresses below name: the fullest year, its largest activity, the largest course."""

    year: int
    activity: int
    course: int


@dataclass(frozen=True)
class Screen:
    """`what` is an address with names of a `Place` in it."""

    name: str
    what: str
    limit: int = SCREEN

    def action(self, client, place):
        address = self.what.format(**vars(place))

        def get():
            response = client.get(address)
            assert response.status_code == 200, (address, response)

        return get


FIGURES = "/admin/figures/"
SCREENS = (
    Screen("Annual figures beside the year before", f"{FIGURES}annual/?year={{year}}", ANNUAL),
    Screen("Participants by activity, one year", f"{FIGURES}?year={{year}}"),
    Screen("Participants by activity, all years", FIGURES),
    Screen("One activity, the largest of a year", f"{FIGURES}activity/{{activity}}/"),
    Screen("The largest course, one year", f"{FIGURES}activity/{{course}}/?year={{year}}"),
    Screen("Regions, one year", f"{FIGURES}regions/?year={{year}}"),
    Screen("Countries, one year", f"{FIGURES}regions/?year={{year}}&by=country"),
    Screen("Women and men, for print", f"{FIGURES}gender/"),
    Screen("Trends, year by year", f"{FIGURES}trends/"),
    Screen("Trends, month by month of one year", f"{FIGURES}trends/?year={{year}}&by=month"),
    Screen("Members' engagement, one year", f"{FIGURES}members/?year={{year}}"),
    Screen("Partners and funders, one year", f"{FIGURES}partners/?year={{year}}"),
    Screen("Targets, one year", f"{FIGURES}targets/?year={{year}}"),
    Screen("Applications, one year", f"{FIGURES}applications/?year={{year}}"),
    Screen("Recordings and resources", f"{FIGURES}recordings/"),
    Screen("Data quality", f"{FIGURES}quality/"),
    Screen("People behind a figure, one activity", f"{FIGURES}people/?measure=participants&activity={{activity}}"),
    Screen("People behind a figure, one year", f"{FIGURES}people/?measure=members&year={{year}}"),
    Screen("Participations as a file, one year", f"{FIGURES}participations/?year={{year}}"),
    Screen("List of activities", "/admin/activities/"),
)
