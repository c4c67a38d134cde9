from learning.reports.charts import funnel


def test_each_step_tells_its_share_of_the_one_before():
    drawing = funnel("f", "Seminar", [("Registered", 40), ("Came", 30), ("Completed", 29)])
    assert [(bar.labels[0][0], bar.told, bar.width) for bar in drawing.bars] == [
        ("Registered", "40", "100%"),
        ("Came", "30 · 75 %", "75%"),
        ("Completed", "29 · 97 %", "72.5%"),
    ]
    assert drawing.rows == (("Registered", "40", ""), ("Came", "30", "75 %"), ("Completed", "29", "97 %"))


def test_a_step_of_which_nothing_is_known_is_left_out():
    drawing = funnel(
        "f", "Seminar", [("Expected", None, True), ("Registered", 40), ("Started", None), ("Completed", 10)]
    )
    assert [bar.labels[0][0] for bar in drawing.bars] == ["Registered", "Completed"]
    assert drawing.bars[1].told == "10 · 25 %"


def test_a_target_is_hollow():
    drawing = funnel("f", "Seminar", [("Expected", 50, True), ("Registered", 40)])
    assert [bar.is_hollow for bar in drawing.bars] == [True, False]


def test_a_share_of_fewer_than_five_is_not_told():
    drawing = funnel("f", "Seminar", [("Registered", 4), ("Came", 3), ("Completed", 0)])
    assert [bar.told for bar in drawing.bars] == ["4", "3", "0"]
