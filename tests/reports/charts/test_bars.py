from django.utils import translation

from learning.reports.charts import bars

HEAD = ("Region", "People")


def drawn(values):
    return [
        ("|".join(text for text, *_widths in bar.labels), bar.told, bar.width, bar.label_y, bar.y)
        for bar in bars("b", "By region", HEAD, values).bars
    ]


def test_the_largest_takes_the_whole_width_and_the_others_their_share_of_it():
    assert drawn([("Africa", 20), ("Europe", 80), ("North America", 1)]) == [
        ("Africa", "20", "25%", "15", "23"),
        ("Europe", "80", "100%", "61", "69"),
        ("North America", "1", "1.25%", "107", "115"),
    ]


def test_what_is_not_told_has_words_and_no_bar():
    assert drawn([("Africa", None), ("Europe", 8)])[0] == ("Africa", "not shown", "0%", "15", "23")


def test_zeros_alone_are_drawn_without_dividing_by_them():
    assert [bar[2] for bar in drawn([("Africa", 0), ("Europe", 0)])] == ["0%", "0%"]


def test_the_picture_is_as_high_as_its_rows_and_has_a_table_and_a_sentence():
    drawing = bars("b", "By region", HEAD, [("Africa", 20), ("Europe", 1080)])
    assert drawing.height == "92"
    assert (drawing.head, drawing.rows) == (HEAD, (("Africa", "20"), ("Europe", "1,080")))
    assert drawing.about == "Africa: 20; Europe: 1,080"


def test_nothing_is_no_drawing():
    assert not bars("b", "By region", HEAD, [])


def test_a_long_label_is_as_long_as_each_screen_has_room_for_and_whole_in_the_table():
    name = "Metropolitan Association of Municipalities of the South"
    drawing = bars("b", "By organisation", HEAD, [(name, 5)])
    assert drawing.bars[0].labels == (
        ("Metropolitan Association of Mu…", "", 20),
        ("Metropolitan Association of Municipal…", 20, 28),
        (name, 28, ""),
    )
    assert drawing.rows == ((name, "5"),)


def test_a_label_with_room_on_every_screen_is_written_once():
    assert bars("b", "By region", HEAD, [("Africa", 5)]).bars[0].labels == (("Africa", "", ""),)


def test_a_long_number_is_never_cut_and_its_label_gives_way():
    million = bars("b", "By region", HEAD, [("Latin America and the Caribbean", 1_234_567)]).bars[0]
    assert (million.labels[0][0], million.told) == ("Latin America and the…", "1,234,567")


def test_a_decimal_comma_stays_out_of_the_attributes():
    with translation.override("fr"):
        drawing = bars("b", "Par région", HEAD, [("Afrique", 1), ("Europe", 3000)])
    assert (drawing.bars[0].width, drawing.bars[1].told) == ("0.03%", "3\u00a0000")
