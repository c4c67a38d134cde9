from django.utils import timezone

from home.models import FiguresPage, HomePage
from learning.activities.models import DeclaredFigure

from .activities import make_activity, make_enrolment
from .people import make_organisation, make_person

ALL = {"year": "this", "kind": "", "action_line": ""}
# One block of each kind, as an officer may add them.
BLOCKS = {
    "heading": "This year",
    "text": "<p>So far.</p>",
    "sentence": {**ALL, "sentence": "all.in_all"},
    "numbers": {**ALL, "title": "At a glance", "first": "people", "second": "organisations", "third": "countries"},
    "map": {**ALL, "title": ""},
    "regions": {**ALL, "title": "", "measure": "participants"},
    "timeline": {"title": "", "kind": "", "action_line": ""}
    | {"first": "last", "last": "this", "step": "year", "measure": "participants"},
    "declared": {**ALL, "title": "In print", "figures": []},
}
COUNTRIES = ("CO", "SN", "FR", "CN", "US")


def make_figures_page(organisations=6, **fields):
    """Return a live page with one block of each kind.

    `organisations` took part this year, with six people each.
    """
    today = timezone.localdate()
    activity = make_activity(starts_on=today)
    DeclaredFigure.objects.create(activity=activity, year=today.year, value=40, unit="people", source="Report")
    for number in range(organisations):
        place = {"country": COUNTRIES[number % 5], "latitude": number % 90 - 30, "longitude": number * 3 - 170}
        organisation = make_organisation(f"Municipality of the city of number {number}", **place)
        for _person in range(6):
            make_enrolment(activity, make_person(organisation=organisation), attended_on=today, participated_on=today)
    fields = {"title": "Learning in figures", "slug": "in-figures", "body": list(BLOCKS.items()), **fields}
    return HomePage.objects.get(locale__language_code="en").add_child(instance=FiguresPage(**fields))
