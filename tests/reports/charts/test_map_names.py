import pytest

from learning.reports.charts.map_names import Spot, names_of
from learning.reports.charts.projection import HEIGHT, WIDTH

MIDDLE = Spot(WIDTH / 2, HEIGHT / 2, 12)


def named(*named, others=()):
    """{name: (its anchor, the width from which it is shown)}"""
    labels = names_of(list(named), [*(spot for _name, spot in named), *others])
    return {label.text: (label.side.anchor, label.since) for label in labels}


def right_of(spot, distance, r=12):
    return Spot(spot.x + distance, spot.y, r)


def test_a_name_stands_after_its_dot():
    (label,) = names_of([("Bogotá", MIDDLE)], [MIDDLE])
    assert (label.text, label.x, label.y) == ("Bogotá", "51%", "50%")
    assert (label.side.anchor, label.side.dx, label.side.dy) == ("start", "0.3rem", ".35em")


def test_where_another_dot_lies_after_it_a_name_stands_before_its_dot():
    assert named(("Bogotá", MIDDLE), others=[right_of(MIDDLE, 40)]) == {"Bogotá": ("end", 17)}


def test_between_two_dots_it_stands_above_or_below():
    both = [right_of(MIDDLE, 40), right_of(MIDDLE, -40)]
    above = Spot(MIDDLE.x, MIDDLE.y - 40, 5)
    (label,) = names_of([("Rabat", MIDDLE)], [MIDDLE, *both])
    assert (label.side.down, label.x, label.y) == (-1, "50%", "47.67%")
    (label,) = names_of([("Rabat", MIDDLE)], [MIDDLE, *both, above])
    assert (label.side.down, label.x, label.y) == (1, "50%", "52.33%")


def test_a_name_without_room_anywhere_is_left_out():
    around = [Spot(MIDDLE.x + x, MIDDLE.y + y, 5) for x in (-20, 0, 20) for y in (-20, 0, 20) if (x, y) != (0, 0)]
    assert named(("Rabat", MIDDLE), others=around) == {}


def test_a_name_that_needs_a_wider_picture_waits_for_it():
    hemmed_in = [Spot(MIDDLE.x + x, MIDDLE.y + y, 5) for x in (-150, 150) for y in range(-150, 151, 30)]
    assert named(("Guadalajara", MIDDLE), others=hemmed_in) == {"Guadalajara": ("middle", 28)}


def test_no_name_lies_on_another_and_the_larger_place_has_its_own():
    near = Spot(MIDDLE.x, MIDDLE.y + 26, 6)
    assert named(("Barcelona", MIDDLE), ("Rabat", near)) == {"Barcelona": ("start", 17), "Rabat": ("middle", 28)}


def test_at_the_edge_of_the_world_a_name_stays_within_it():
    edge = Spot(WIDTH - 10, HEIGHT / 2, 8)
    assert named(("Suva", edge)) == {"Suva": ("end", 17)}


@pytest.mark.parametrize(("width", "expected"), [(17, 3), (28, 5), (40, 8), (60, 12)])
def test_the_wider_the_more_names(width, expected):
    spread = [(f"C{n}", Spot(150 + 220 * (n % 5), 80 + 110 * (n // 5), 10)) for n in range(20)]
    assert sum(since <= width for _anchor, since in named(*spread).values()) == expected


def test_names_are_looked_for_among_the_largest_alone():
    crowd = [(f"C{n}", right_of(MIDDLE, n % 5)) for n in range(24)]
    assert "Sydney" not in named(*crowd, ("Sydney", Spot(1100, 400, 6)))


def test_a_long_name_is_cut():
    assert list(named(("Metropolitan Association of Municipalities", MIDDLE))) == ["Metropolitan Associati…"]
