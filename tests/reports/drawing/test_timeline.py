from learning.reports.drawing import timeline

HEAD = ("Year", "People")


def years(*numbers):
    return timeline("t", "By year", HEAD, [(str(2021 + n), str(2021 + n), value) for n, value in enumerate(numbers)])


def test_columns_stand_on_one_line_and_the_tallest_fills_the_height():
    drawing = years(10, 40)
    assert [(one.x, one.width, one.y, one.height, one.told, one.told_y) for one in drawing.columns] == [
        ("8%", "34%", "142", "40", "10", "136"),
        ("58%", "34%", "22", "160", "40", "16"),
    ]
    assert (drawing.baseline, drawing.height, drawing.columns[1].middle) == ("182", "208", "75%")


def test_what_is_not_told_is_a_dash_on_the_line_and_words_in_the_table():
    drawing = years(None, 40)
    assert (drawing.columns[0].told, drawing.columns[0].height) == ("–", "0")
    assert drawing.rows == (("2021", "not shown"), ("2022", "40"))


def test_on_a_phone_six_labels_and_the_largest_number_have_room():
    drawing = years(*range(12))
    assert [one.label_on for one in drawing.columns] == ["always", "wide"] * 6
    assert [one.told_on for one in drawing.columns] == ["wide"] * 11 + ["always"]


def test_of_very_many_columns_only_some_are_labelled_and_all_are_in_the_table():
    drawing = years(*[5] * 36)
    assert [place for place, one in enumerate(drawing.columns) if one.label_on != "never"] == [0, 6, 12, 18, 24, 30]
    assert [place for place, one in enumerate(drawing.columns) if one.told_on != "never"] == [0]
    assert len(drawing.rows) == 36


def test_years_without_anybody_are_drawn():
    assert [one.height for one in years(0, 0).columns] == ["0", "0"]


def test_no_years_are_no_drawing():
    assert not years()
