from learning.reports.charts import timeline

HEAD = ("Year", "People")


def years(*numbers):
    return timeline("t", "By year", HEAD, [(str(2021 + n), str(2021 + n), value) for n, value in enumerate(numbers)])


def test_columns_stand_on_one_line_and_the_tallest_fills_the_height():
    drawing = years(10, 40)
    assert [(one.x, one.width, one.y, one.height, one.told.text, one.told_y) for one in drawing.columns] == [
        ("8%", "34%", "142", "40", "10", "136"),
        ("58%", "34%", "22", "160", "40", "16"),
    ]
    assert (drawing.baseline, drawing.height, drawing.columns[1].told.x) == ("182", "208", "75%")


def test_what_is_not_told_is_a_dash_on_the_line_and_words_in_the_table():
    drawing = years(None, 40)
    assert (drawing.columns[0].told.text, drawing.columns[0].height) == ("–", "0")
    assert drawing.rows == (("2021", "not shown"), ("2022", "40"))


def quarters(number, value=5):
    labels = [f"Q{n % 4 + 1} {23 + n // 4}" for n in range(number)]
    return timeline("t", "By quarter", HEAD, [(label, label, value) for label in labels])


def labelled(drawing, width):
    """The labels that are shown in a picture so wide."""
    return [one.label.text for one in drawing.columns if one.label.since and one.label.since <= width]


def test_on_a_phone_every_fourth_quarter_is_labelled_and_on_a_screen_each():
    drawing = quarters(12)
    assert labelled(drawing, 17) == labelled(drawing, 20) == ["Q1 23", "Q1 24", "Q1 25"]
    assert labelled(drawing, 28) == ["Q1 23", "Q3 23", "Q1 24", "Q3 24", "Q1 25", "Q3 25"]
    assert len(labelled(drawing, 40)) == 12


def test_what_would_leave_the_picture_of_a_phone_begins_or_ends_with_its_column():
    words = [one.label for one in quarters(12).columns]
    assert [(one.x, one.anchor) for one in (words[0], words[1], words[-1])] == [
        ("1.33%", "start"),
        ("12.5%", "middle"),
        ("98.67%", "end"),
    ]
    assert [one.label.anchor for one in quarters(3).columns] == ["middle"] * 3


def test_where_numbers_have_no_room_that_of_the_tallest_column_stands_alone():
    drawing = years(1000, 1001, 1002, *[1003] * 9)
    assert [one.told.since for one in drawing.columns] == [40, 40, 40, 17, *[40] * 8]
    assert [one.told.since for one in years(*[5] * 36).columns] == [17, *[40] * 35]
    assert [one.told.since for one in years(*[5000] * 36).columns] == [17, *[None] * 35]


def test_of_very_many_columns_only_some_are_labelled_and_all_are_in_the_table():
    drawing = quarters(36)
    assert labelled(drawing, 17) == ["Q1 23", "Q1 26", "Q1 29"]
    assert labelled(drawing, 40) == [f"Q1 {year}" for year in range(23, 32)]
    assert len(drawing.rows) == 36


def test_years_without_anybody_are_drawn():
    assert [one.height for one in years(0, 0).columns] == ["0", "0"]


def test_no_years_are_no_drawing():
    assert not years()
