"""What is written down: well-formed, told to those who don't see it, and never more markup than its author put there."""

from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from learning.reports.charts import Place, bars, funnel, timeline, world

SVG = "{http://www.w3.org/2000/svg}"
TEXT = f"{SVG}text"
HEAD = ("What", "How many")
LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
NASTY = """"><script>alert(1)</script>&'"""


def drawings(label):
    return [
        bars("d", label, HEAD, [(label, 12)]),
        funnel("d", label, [(label, 12), (label, 6)]),
        timeline("d", label, HEAD, [(label, label, 12)]),
        world("d", label, [Place(label, 2.2, 41.4, 12)]),
    ]


def tree(drawing):
    """The picture as browsers parse it, its namespace being that of HTML's inline SVG."""
    svg = render_to_string(drawing.template_name, {"drawing": drawing}).strip()
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@given(LABELS | st.just(NASTY))
def test_no_label_is_ever_markup(label):
    for drawing, harmless in zip(drawings(label), drawings("x"), strict=True):
        svg, plain = tree(drawing), tree(harmless)
        # A long label has another length on each screen, or none where it has no room.
        assert [one.tag for one in svg.iter() if one.tag != TEXT] == [
            one.tag for one in plain.iter() if one.tag != TEXT
        ]
        assert svg.find(f"{SVG}title").text == label
        whole = render_to_string("reports/charts/figure.html", {"drawing": drawing})
        assert "<script" not in whole


@pytest.mark.parametrize("place", range(4))
def test_every_picture_is_one_image_with_a_name_and_a_description(place):
    drawing = drawings("Who took part")[place]
    svg = tree(drawing)
    named = svg.get("aria-labelledby").split()
    assert svg.get("role") == "img"
    assert [svg.find(f"{SVG}title").get("id"), svg.find(f"{SVG}desc").get("id")] == named == ["d-title", "d-about"]
    assert svg.find(f"{SVG}desc").text == drawing.about


@pytest.mark.parametrize("place", range(4))
def test_nothing_is_styled_or_scripted_in_line(place):
    for one in tree(drawings("Who took part")[place]).iter():
        assert one.tag not in {f"{SVG}style", f"{SVG}script"}
        assert not [name for name in one.attrib if name == "style" or name.startswith("on")]


def test_the_same_stands_beneath_as_a_table():
    page = render_to_string("reports/charts/figure.html", {"drawing": bars("d", "By region", HEAD, [("Africa", 12)])})
    assert '<th scope="row"><bdi>Africa</bdi></th><td class="n">12</td>' in page


def test_nothing_is_said_in_words():
    nothing = bars("d", "By region", HEAD, [])
    assert "nobody took part" in render_to_string("reports/charts/figure.html", {"drawing": nothing})
    told = render_to_string("reports/charts/figure.html", {"drawing": nothing, "empty": "Choose a year."})
    assert "Choose a year." in told
    assert "<svg" not in told
