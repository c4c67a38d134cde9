import pytest

from learning.reports.charts import Place, world
from learning.reports.charts.projection import HEIGHT, WIDTH, across, down
from learning.reports.charts.world_map import radius

BOGOTA = Place("Bogotá", -74.1, 4.6, 80)


def drawn(*places):
    return world("w", "Who took part", places)


def test_the_edges_of_the_world_are_the_edges_of_the_picture():
    assert (across(-180), across(0), across(180)) == (0, WIDTH / 2, WIDTH)
    assert (down(78), down(11), down(-56)) == (0, HEIGHT / 2, HEIGHT)


def test_a_city_is_a_dot_where_it_sits():
    (dot,) = drawn(BOGOTA).dots
    assert (dot.x, dot.y, dot.r, dot.took_part, dot.told) == ("29.42%", "54.78%", "2.6%", True, "Bogotá: 80 people")


@pytest.mark.parametrize(("people", "expected"), [(80, 24), (20, 12), (5, 6), (1, 6)])
def test_the_area_of_a_dot_is_its_people_and_no_dot_is_too_small_to_see(people, expected):
    assert radius(people, 80) == expected


def test_a_year_with_few_people_does_not_shout():
    assert [dot.r for dot in drawn(Place("Dakar", -17, 14.7, 9)).dots] == ["1.56%"]


def test_places_whose_number_is_not_told_are_alike_and_stand_by_name():
    drawing = drawn(*[Place(f"City {letter}", 0, place * 10, None) for place, letter in enumerate("CADB")])
    assert {dot.r for dot in drawing.dots} == {"0.65%"}
    assert [dot.told for dot in drawing.dots] == [f"City {letter}: not shown" for letter in "ABCD"]
    assert drawing.rows == (("4 organisations", "not shown"),)
    assert drawing.labels == ()
    assert "largest" not in drawing.about


def test_places_whose_number_is_told_stand_before_the_others():
    drawing = drawn(Place("Rabat", -6.8, 34, None), BOGOTA, Place("Dakar", -17, 14.7, None))
    assert drawing.rows == (("Bogotá", "80"), ("2 organisations", "not shown"))
    assert [(dot.told, dot.r) for dot in drawing.dots[1:]] == [
        ("Dakar: not shown", "0.65%"),
        ("Rabat: not shown", "0.65%"),
    ]
    assert [label.text for label in drawing.labels] == ["Bogotá"]


def test_large_dots_lie_beneath_small_ones_and_quiet_ones_beneath_all():
    quiet, small = Place("Lima", -77, -12), Place("Dakar", -17, 14.7, 6)
    assert [dot.told for dot in drawn(small, quiet, BOGOTA).dots] == ["", "Bogotá: 80 people", "Dakar: 6 people"]


def test_who_is_only_there_is_no_row():
    drawing = drawn(Place("Lima", -77, -12), BOGOTA)
    assert drawing.rows == (("Bogotá", "80"),)
    assert drawing.about == "1 organisation, as a dot where it sits in the world. The largest is Bogotá with 80 people."


def test_who_is_told_is_named_beside_the_dot():
    (label,) = drawn(BOGOTA, Place("Sydney", 151.2, -33.9, None), Place("Quito", -78.5, -0.2, None)).labels
    assert (label.text, label.x, label.y, label.since) == ("Bogotá", "31.42%", "54.78%", 17)


def test_without_labels_nobody_is_named():
    assert world("w", "Who took part", [BOGOTA], labels=False).labels == ()


def test_nowhere_is_no_drawing():
    assert not drawn()
