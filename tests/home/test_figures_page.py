from datetime import date

import pytest
import time_machine
from django.core.cache import caches
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Locale

from home.models import FiguresPage, HomePage
from learning.activities.models import DeclaredFigure, Enrolment
from learning.reports.public.blocks import FiguresBlock
from tests.factories import make_activity, make_enrolment, make_organisation, make_person
from tests.factories.figures import ALL, BLOCKS
from tests.home.test_translations import translate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]

ADDRESS = "/en/in-figures/"
CAME = {"attended_on": date(2026, 5, 12), "participated_on": date(2026, 5, 12)}
SPAN = BLOCKS["timeline"]
BODY = [*(BLOCKS | {"numbers": {**BLOCKS["numbers"], "second": "countries"}}).items()]


@pytest.fixture
def _in_november():
    with time_machine.travel("2026-11-25T12:00:00+00:00"):
        yield


@pytest.fixture
def seminar():
    """A seminar with eight participants from Bogotá and five from Dakar, and one declared figure."""
    activity = make_activity("Seminar", kind="seminar", starts_on=date(2026, 5, 12), action_line=2)
    fill(activity)
    DeclaredFigure.objects.create(activity=activity, year=2026, value=40, unit="people", source="Report 2026")
    return activity


def fill(activity):
    bogota = make_organisation("Bogotá", country="CO", latitude=4.6, longitude=-74.1)
    dakar = make_organisation("Dakar", country="SN", latitude=14.7, longitude=-17.4)
    for number in range(13):
        make_enrolment(activity, make_person(organisation=bogota if number < 8 else dakar, gender="woman"), **CAME)


def make_page(body=BODY, **fields):
    home = HomePage.objects.get(locale__language_code="en")
    page = FiguresPage(**{"title": "Learning in figures", "slug": "in-figures", "body": body, **fields})
    page.full_clean(exclude=["path", "depth", "locale", "translation_key"])
    return home.add_child(instance=page)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_page_shows_the_chosen_blocks(client, seminar):
    make_page(lead="Who takes part.")
    page = text_of(client.get(ADDRESS))
    for told in (
        "<h1>Learning in figures</h1>",
        "Who takes part.",
        "1 activity with a total of 13 participants (13 people)",
        "<dt>People</dt><dd>13</dd>",
        "Organisations that took part",
        "Bogotá: 8 people",
        "People by world region",
        '<th scope="row"><bdi>Africa</bdi></th><td class="n">5</td>',
        "People over time",
        "2025–2026",
        '<th scope="row"><bdi>2025</bdi></th><td class="n">0</td>',
        "40 participants",
        "declared · Report 2026",
        "How we count",
    ):
        assert told in page
    assert page.count("<dt>Countries</dt>") == 1
    assert page.count('role="img"') == 3


def test_regions_are_sorted_in_the_order_of_the_language(client, seminar):
    page = make_page([("regions", BODY[5][1])])
    translate(page, {})
    told = text_of(client.get("/es/in-figures/"))
    assert 0 < told.index("<bdi>África</bdi>") < told.index("<bdi>América Latina y el Caribe</bdi>")


def test_every_picture_has_its_own_title_id(client, seminar):
    make_page([BODY[5], BODY[5], BODY[4]])
    page = client.get(ADDRESS).content.decode()
    assert [page.count(f'id="figure-{place}-title"') for place in (1, 2, 3)] == [1, 1, 1]


def test_query_string_does_not_change_the_figures(client, seminar):
    make_page()
    plain, asked = (text_of(client.get(address)) for address in (ADDRESS, f"{ADDRESS}?year=2025&kind=course"))
    assert plain.replace("?year=2025&amp;kind=course", "") == asked.replace("?year=2025&amp;kind=course", "").replace(
        "%3Fyear%3D2025%26kind%3Dcourse", ""
    )


def test_filters_fixed_by_officer_narrow_the_figures(client, seminar):
    make_page([("numbers", {**BODY[3][1], "kind": "course"})])
    assert "<dt>People</dt><dd>0</dd>" in text_of(client.get(ADDRESS))
    FiguresPage.objects.get().delete()
    make_page([("numbers", {**BODY[3][1], "action_line": "2", "year": "2026"})])
    assert "<dt>People</dt><dd>13</dd>" in text_of(client.get(ADDRESS))


def test_small_numbers_are_hidden_in_all_blocks(client):
    activity = make_activity("Seminar", starts_on=date(2026, 5, 12))
    city = make_organisation("Bogotá", country="CO", latitude=4.6, longitude=-74.1)
    for _number in range(3):
        make_enrolment(activity, make_person(organisation=city, gender="woman"), **CAME)
    make_page()
    page = text_of(client.get(ADDRESS))
    assert "<dt>People</dt><dd>under 5</dd>" in page
    assert "There is nothing to tell of this yet (2026)." in page
    assert "Numbers that would tell of fewer than 5 people are not shown." in page
    assert "Bogotá: not shown" in page
    assert '<bdi>Latin America and the Caribbean</bdi></th><td class="n">not shown</td>' in page
    assert "3 people" not in page


def test_page_is_the_same_when_hidden_numbers_are_swapped(client):
    """Order, size, position and attributes in the map, the bars and the front page do not show which is which."""
    activity = make_activity("Seminar", starts_on=date(2026, 5, 12))
    cities = [("Lima", "PE", 30), ("Bogotá", "CO", 4), ("Cali", "CO", 1), ("Dakar", "SN", 3), ("Lyon", "FR", 9)]
    bodies = {}
    for place, (name, country, people) in enumerate(cities):
        bodies[name] = make_organisation(name, country=country, latitude=place * 9, longitude=place * 20 - 90)
        for _person in range(people):
            make_enrolment(activity, make_person(organisation=bodies[name]), **CAME)
    make_page()

    def pages():
        caches["quick"].clear()
        return [text_of(client.get(address)) for address in (ADDRESS, "/en/")]

    before = pages()
    first, second = (list(Enrolment.objects.filter(organisation=bodies[name])) for name in ("Bogotá", "Cali"))
    for rows, name in ((first, "Cali"), (second, "Bogotá")):
        Enrolment.objects.filter(pk__in=[row.pk for row in rows]).update(organisation=bodies[name])
    assert pages() == before
    assert all(f"{name}: not shown" in before[0] for name in ("Bogotá", "Cali", "Dakar", "Lyon"))
    assert "Lima: 30 people" in before[0]


def test_no_block_shows_gender(client, seminar):
    make_page()
    assert "women" not in text_of(client.get(ADDRESS)).lower()


def test_year_without_participants_shows_messages(client):
    make_page()
    page = text_of(client.get(ADDRESS))
    assert page.count("There is nothing to draw yet: nobody took part in what was chosen.") == 3
    assert "Nothing is declared of this (2026)." in page


def test_page_without_blocks_links_to_the_catalogue(client):
    make_page([])
    assert "The figures will appear here. Until then, see the programme." in text_of(client.get(ADDRESS))


@pytest.mark.parametrize(("field", "value"), [("year", "1850"), ("kind", "cinema"), ("action_line", "9")])
def test_invalid_choice_is_refused_by_block(field, value):
    assert problems("map", {**ALL, "title": "", field: value}) == {
        field: [f"Select a valid choice. {value} is not one of the available choices."]
    }


@pytest.mark.parametrize(
    ("span", "problem"),
    [
        ({"first": "this", "last": "last"}, {"last": ["It ends before it begins."]}),
        (
            {"step": "month"},
            {"step": ["That is more than twelve columns. Choose fewer years, or larger steps."]},
        ),
        ({"first": "this", "step": "month"}, {}),
    ],
)
def test_timeline_has_at_most_twelve_columns_and_a_valid_span(span, problem):
    assert problems("timeline", {**SPAN, **span}) == problem


def problems(name, value):
    """Return the errors that the page editor shows for a block's fields."""
    block = FiguresBlock().child_blocks[name]
    try:
        block.clean(block.to_python(value))
    except StructBlockValidationError as refused:
        return {field: list(error) for field, error in refused.block_errors.items()}
    return {}


def test_reserved_slug_is_refused():
    with pytest.raises(ValidationError, match="The site uses this address itself"):
        make_page(slug="catalogue")


def test_declared_figures_can_be_chosen_one_by_one(client, seminar):
    other = DeclaredFigure.objects.create(
        activity=seminar, year=2026, value=250, unit="people", source="Other", metric="representatives"
    )
    make_page([("declared", {**ALL, "title": "", "figures": [str(other.pk)]})])
    page = text_of(client.get(ADDRESS))
    assert "250 representatives" in page
    assert "40 participants" not in page


def test_block_titles_are_escaped(client, seminar):
    make_page([("regions", {**BODY[5][1], "title": "<script>alert(1)</script>"})])
    page = client.get(ADDRESS).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_texts_of_blocks_are_translated_and_filters_are_kept(client, seminar):
    page = make_page([("numbers", BODY[3][1]), ("heading", "This year")], lead="Who takes part.")
    spanish = translate(page, {"At a glance": "De un vistazo", "This year": "Este año", "Who takes part.": "Quién."})
    assert (spanish.lead, spanish.body[0].value["title"], spanish.body[0].value["first"]) == (
        "Quién.",
        "De un vistazo",
        "people",
    )
    told = text_of(client.get(f"/es/{spanish.slug}/"))
    assert "De un vistazo" in told
    assert "<dd>13</dd>" in told


def test_officer_can_edit_and_add_figures_page(as_officer, seminar):
    page = make_page()
    assert as_officer.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    home = HomePage.objects.get(locale__language_code="en")
    assert as_officer.get(f"/admin/pages/add/home/figurespage/{home.pk}/").status_code == 200


@pytest.mark.parametrize("times", [1, 6])
def test_query_count_is_the_same_for_few_and_many_participants(client, seminar, times, django_assert_num_queries):
    make_page()
    for _number in range(times - 1):
        fill(make_activity(starts_on=date(2026, 5, 12)))
    client.get(ADDRESS)
    with django_assert_num_queries(2):
        client.get(ADDRESS)
    caches["quick"].clear()
    with django_assert_num_queries(34):
        client.get(ADDRESS)


def test_front_page_links_to_live_figures_page(client, seminar):
    assert "Learning in figures" not in text_of(client.get("/en/"))
    page = make_page()
    assert '<a href="/en/in-figures/">Learning in figures</a>' in text_of(client.get("/en/"))
    page.unpublish()
    assert "in-figures" not in text_of(client.get("/en/"))


def test_page_is_served_in_every_language(client, seminar):
    make_page()
    assert Locale.objects.count() == 3
    assert client.get("/fr/in-figures/").status_code == 200
