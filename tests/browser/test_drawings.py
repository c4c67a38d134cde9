"""Layout of drawings in a browser: no text overlaps another, a dot or a column, or leaves the picture."""

from datetime import date

import pytest
import time_machine

from home.models import FiguresPage, HomePage
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_user
from tests.factories.figures import ALL, BLOCKS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("came")]

# Two cities on one strait, two in one place, long names, other scripts, cities at an edge of the map.
CITIES = [
    ("Barcelona", 41.4, 2.2, "ES"),
    ("Rabat", 34.0, -6.8, "MA"),
    ("طنجة", 35.8, -5.8, "MA"),
    ("Gesellschaft für Internationale Zusammenarbeit", 50.1, 8.7, "DE"),
    ("Landeshauptstadt Düsseldorf", 51.2, 6.8, "DE"),
    ("City of Geneva", 46.2, 6.1, "CH"),
    ("Canton of Geneva", 46.2, 6.1, "CH"),
    ("اتحاد بلديات الضاحية الجنوبية لبيروت", 33.9, 35.5, "LB"),
    ("Santa Cruz de la Sierra", -17.8, -63.2, "BO"),
    ("Suva", -18.1, 178.4, "FJ"),
]
SPAN = {"title": "", "kind": "", "action_line": "", "measure": "participants", "last": "2026"}
BODY = [
    ("map", {**ALL, "title": "", "year": "all"}),
    ("regions", {**BLOCKS["regions"], "year": "all"}),
    ("timeline", {**SPAN, "first": "2024", "step": "year"}),
    ("timeline", {**SPAN, "first": "2024", "step": "quarter"}),
    ("timeline", {**SPAN, "first": "2026", "step": "month"}),
]
WIDTHS = (320, 360, 768, 1280, 1920)
# Return the visible texts of each picture and their overlaps, by bounding boxes, with a tolerance of one pixel.
MEASURE = """() => [...document.querySelectorAll("svg.drawing")].map(svg => {
  const inside = (one, other) => one.left > other.left - 1.5 && one.right < other.right + 1.5
    && one.top > other.top - 1.5 && one.bottom < other.bottom + 1.5;
  const overlap = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
  const boxes = (chosen) => [...svg.querySelectorAll(chosen)].map(one => [one.textContent, one.getBoundingClientRect()]);
  const words = boxes("text").filter(([_text, box]) => box.width);
  const frame = svg.getBoundingClientRect(), wrong = [];
  words.forEach(([text, box], place) => {
    if (!inside(box, frame)) wrong.push(`${text} leaves the picture`);
    for (const [other, its] of words.slice(place + 1)) if (overlap(box, its)) wrong.push(`${text} lies on ${other}`);
    // Capitals are less high than their line.
    const letters = {left: box.left, right: box.right, top: box.top + 3, bottom: box.bottom - 3};
    for (const [_told, its] of boxes("circle, rect")) if (overlap(letters, its)) wrong.push(`${text} lies on a shape`);
  });
  return {words: words.map(([text]) => text), wrong};
})"""


@pytest.fixture
def came(site):
    """Six people of each city, and an activity in each month of three years with some or all of them."""
    with time_machine.travel("2026-11-25T12:00:00+00:00", tick=True):
        cities = [make_organisation(name, latitude=n, longitude=e, country=country) for name, n, e, country in CITIES]
        people = [make_person(organisation=city) for city in cities for _number in range(6)]
        for month in range(35):
            day = date(2024 + month // 12, month % 12 + 1, 5)
            activity = make_activity(starts_on=day)
            for person in people[: 6 + month % 7 * 9]:
                make_enrolment(activity, person, attended_on=day, participated_on=day)
        yield


def wrong_at_every_width(page):
    """Return [(width, medium, problem)] of all pictures of the page."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for medium in ("screen", "print"):
            page.emulate_media(media=medium)
            told = page.evaluate(MEASURE)
            assert [picture for picture in told if not picture["words"]] == []
            found += [(width, medium, wrong) for picture in told for wrong in picture["wrong"]]
    return found


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_texts_on_public_page_do_not_overlap(visit, direction):
    home = HomePage.objects.get(locale__language_code="en")
    home.add_child(instance=FiguresPage(title="Learning in figures", slug="in-figures", body=BODY))
    page = visit()
    page.goto("/en/in-figures/")
    page.evaluate(f"document.documentElement.dir = '{direction}'")
    assert wrong_at_every_width(page) == []


@pytest.mark.parametrize("screen", ["trends/?by=month", "trends/?by=quarter", "regions/?by=country"])
def test_texts_on_admin_screen_do_not_overlap(visit, screen):
    page = visit(make_user("staff@example.org", "Reporting staff"))
    page.goto(f"/admin/figures/{screen}")
    assert wrong_at_every_width(page) == []


def test_wider_picture_has_more_names(visit):
    home = HomePage.objects.get(locale__language_code="en")
    home.add_child(instance=FiguresPage(title="Learning in figures", slug="in-figures", body=BODY[:1]))
    page = visit()
    page.goto("/en/in-figures/")
    (world,) = page.evaluate(MEASURE)
    assert world["words"] == ["Landeshauptstadt Düs…", "Rabat", "Suva"]
    page.set_viewport_size({"width": 1280, "height": 800})
    (world,) = page.evaluate(MEASURE)
    assert world["words"] == [
        "Landeshauptstadt Düs…",
        "Rabat",
        "Suva",
        "Santa Cruz de la Sierra",
        "Gesellschaft für Intern…",
        "اتحاد بلديات الضاحية…",
    ]
