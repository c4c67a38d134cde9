"""The pictures of the demo, each drawn by a short function out of dots and a few lines. No text, so no translation."""

import math
from itertools import pairwise
from random import Random

from .sheet import ACT, FAINT, INK, PAPER, SOFT, Drawing, arc, around, between, sunflower

# Longitude and latitude of the reference cities of the demo's organisations (GeoNames, CC BY 4.0), rounded.
CITIES = [
    (30.7, 36.9), (-76.5, 3.4), (28.9, 47.0), (6.1, 46.2), (-51.2, -30.0), (32.5, 37.9), (120.4, 36.1), (-63.2, -17.8),
    (-5.8, 35.8), (-74.1, 4.6), (113.3, 23.1), (13.4, 52.5), (2.2, 41.4), (-73.6, 45.5), (28.0, -26.2), (-56.2, -34.9),
    (51.4, 35.7), (4.3, 50.9), (-4.0, 5.4), (59.6, 36.3), (127.0, 37.6), (-60.6, -32.9), (28.9, 41.0), (-17.4, 14.7),
    (-99.1, 19.4), (-3.7, 40.4), (120.2, 30.3), (-89.2, 13.7), (104.1, 30.7), (2.3, 48.9), (-58.4, -34.6), (-6.8, 34.0),
    (-46.6, -23.5), (-75.6, 6.2), (114.3, 30.6), (119.3, 26.1), (52.5, 29.6), (126.7, 45.8), (30.5, 50.5), (-117.0, 32.5),
    (-105.0, 39.7), (-93.6, 41.6), (24.9, 60.2), (-2.9, 43.3), (106.8, -6.2),
]  # fmt: skip
MARKED = {(-74.1, 4.6), (-17.4, 14.7), (2.2, 41.4), (113.3, 23.1)}


def draw(name):
    """Return the picture of that name as the bytes of a PNG, 1600 by 900 pixels; the same bytes each time."""
    sheet = Drawing(ground=INK if name == "night-care" else PAPER)
    PICTURES[name](sheet, Random(name))  # noqa: S311  nothing secret: the same dots each time
    return sheet.png()


def care_block(sheet, _):
    for column in range(-10, 11):
        for row in range(-6, 7):
            x, y = 800 + column * 76, 450 + row * 76
            away = math.hypot(column, row)
            sheet.dot(x, y, 25 - 3.6 * away if away < 4.3 else 5, INK if away < 4.3 else SOFT)
    sheet.ring(800, 450, 352, INK, 3)
    sheet.dot(800, 450, 40, ACT)


def care_hours(sheet, _):
    for day in range(7):
        for hour in range(24):
            load = math.exp(-((hour - 7) ** 2) / 5) + 1.15 * math.exp(-((hour - 19) ** 2) / 9) + 0.12
            load *= 1.15 if day > 4 else 1
            sheet.dot(133 + hour * 58, 180 + day * 90, 5 + 17 * load, ACT if hour in (18, 19, 20) and day < 5 else INK)


def city_dots(sheet, _):
    sheet.line([(0, 548), (1600, 548)], FAINT, 2)
    for city in sorted(CITIES, key=MARKED.__contains__):
        x, y = 745 + city[0] * 5.8, 548 - city[1] * 7.4
        if city in MARKED:
            sheet.dot(x, y, 26, PAPER)
        sheet.dot(x, y, 20 if city in MARKED else 11, ACT if city in MARKED else INK)


def tree_street(sheet, _):
    sheet.line([(120, 760), (1480, 760)], INK, 3)
    for summer, x in enumerate((210, 420, 680, 980, 1310)):
        seeds, top = 5 + 16 * summer**1.35, 690 - 78 * summer
        sheet.line([(x, 760), (x, top)], INK, 3 + summer)
        for place in sunflower(x, top, 13, round(seeds)):
            sheet.dot(*place, 7.5, ACT if summer == 4 else INK)


def street_trees(sheet, random):
    for y in (330, 570):
        sheet.line([(0, y), (1600, y)], FAINT, 3)
    for x in range(60, 1600, 120):
        sheet.dot(x, 450, 6, SOFT)
    for row, y in enumerate((190, 710)):
        for i in range(6):
            x, seeds = 160 + i * 256, random.randint(60, 105)
            young = row == 1 and i == 3
            for place in sunflower(x, y, 10.5, 12 if young else seeds):
                sheet.dot(*place, 6.5, ACT if young else INK)


def forest_edge(sheet, random):
    for column in range(34):
        for row in range(19):
            wild = max(0.0, (column - 13) / 20)
            x = 58 + column * 45 + random.uniform(-26, 26) * wild
            y = 45 + row * 45 + random.uniform(-26, 26) * wild
            sheet.dot(x, y, 5 + random.uniform(2, 14) * wild, INK)
    sheet.dot(58 + 13 * 45, 45 + 9 * 45, 17, ACT)


def river_park(sheet, random):
    def bank(x):
        return 450 + 150 * math.sin(x / 260) + 40 * math.sin(x / 90 + 1)

    for offset in (-26, 0, 26):
        sheet.line([(x, bank(x) + offset) for x in range(0, 1601, 8)], SOFT, 3)
    for column in range(36):
        for row in range(20):
            x, y = 12 + column * 45, 22 + row * 45
            away = abs(y - bank(x))
            if away > 70:
                sheet.dot(x, y, max(5, 17 - (away - 70) / 14), INK)
    sheet.dot(1075, bank(1075), 22, ACT)


def two_cities(sheet, random):
    left, right = list(sunflower(480, 450, 24, 150)), list(sunflower(1170, 450, 24, 90))
    came, went = random.sample(range(20, 150), 6), random.sample(range(20, 90), 6)
    for index, place in enumerate(left):
        (sheet.ring if index in came else sheet.dot)(*place, 11, ACT if index in came else INK)
    for index, place in enumerate(right):
        (sheet.dot if index in went else sheet.ring)(*place, 11, ACT if index in went else INK)


def network(sheet, random):
    across = (200, 420, 520, 700, 830, 960, 1090, 1260, 1390, 240)
    down = (250, 610, 200, 430, 720, 250, 520, 190, 640, 740)
    knots = list(zip(across, down, strict=True))
    for start, end in ((0, 3), (1, 3), (2, 3), (3, 4), (3, 5), (3, 6), (5, 7), (6, 8), (6, 5), (1, 9), (4, 6), (0, 2)):
        sheet.line([knots[start], knots[end]], SOFT, 3)
    for index, knot in enumerate(knots):
        sheet.dot(*knot, 46, PAPER)
        sheet.dot(*knot, 34 if index == 3 else random.choice((14, 18, 24)), ACT if index == 3 else INK)


def city_to_city(sheet, _):
    here, there = (300, 450), (1300, 450)
    for height, colour in ((270, INK), (-270, ACT)):
        for step, place in enumerate(arc(here if height > 0 else there, there if height > 0 else here, height, 22)):
            if 2 < step < 20:
                sheet.dot(*place, 4 + step * 0.55, colour)
    for place in (here, there):
        sheet.ring(*place, 150, INK, 3)
    sheet.dot(*here, 66)
    sheet.dot(*there, 66, ACT)


def night_care(sheet, random):
    lit = {(4, 2), (11, 5), (16, 1), (7, 6)}
    for column in range(20):
        for row in range(8):
            window = (column, row)
            colour = PAPER if random.random() < 0.16 else "#37342e"
            x, y = 134 + column * 70, 335 + row * 70
            sheet.dot(x, y, 17 if window in lit else 11, ACT if window in lit else colour)
    sheet.dot(1330, 150, 62, PAPER)
    sheet.dot(1304, 136, 58, INK)


def agreement(sheet, _):
    left, right, reach = (620, 450), (980, 450), 300
    for column in range(-18, 19):
        for row in range(-9, 10):
            x, y = 800 + column * 36, 450 + row * 36
            inside = [math.dist((x, y), centre) < reach for centre in (left, right)]
            if all(inside):
                sheet.dot(x, y, 13, ACT)
            elif any(inside):
                sheet.dot(x, y, 9 if inside[0] else 11, INK if inside[0] else SOFT)


def mobility(sheet, _):
    stops = [(330, 660), (560, 380), (800, 560), (1010, 250), (1260, 430)]
    sheet.line([(120, 790), (1480, 790)], SOFT, 3)
    for x in (120, 1480):
        sheet.dot(x, 790, 20, SOFT)
    for start, end in pairwise(stops):
        for step in range(1, 10):
            sheet.dot(*between(start, end, step / 10), 7)
    for index, stop in enumerate(stops):
        sheet.dot(*stop, 44 if index else 58, INK if index else ACT)


def barcelona(sheet, _):
    for column in range(-14, 15):
        for row in range(-14, 15):
            x, y = 800 + (column - row) * 52, 450 + (column + row) * 52
            on_avenue = abs((y - 470) - (x - 800) * 0.34) < 46 or math.dist((x, y), (800, 470)) < 70
            if 40 < x < 1560 and 40 < y < 860 and not on_avenue:
                sheet.dot(x, y, 25)
    sheet.line([(0, 198), (1600, 742)], ACT, 5)
    sheet.dot(800, 470, 30, ACT)


def jakarta(sheet, random):
    for x in range(110, 1600, 230):
        bends = [(x + 34 * math.sin(y / 85 + x), y) for y in range(300, 901, 10)]
        sheet.line(bends, SOFT, 3)
    for column in range(40):
        for row in range(13):
            x, y = 20 + column * 40, 330 + row * 42 + 30 * math.sin(column / 5)
            near = min(abs(x - (bed + 34 * math.sin(y / 85 + bed))) for bed in range(110, 1600, 230))
            if near > 22 and math.dist((x, y), (800, 290)) > 58:
                sheet.dot(x, y, max(4, 15 - row * 0.8))
    for _ in range(14):
        sheet.dot(random.uniform(250, 760), random.uniform(60, 230), random.uniform(3, 7))
    sheet.dot(800, 290, 26, ACT)


def diplomacy(sheet, _):
    sheet.ring(800, 450, 215, INK, 3)
    for index, place in enumerate(around(800, 450, 320, 16)):
        sheet.dot(*place, 36, ACT if index == 3 else INK)
    for place in sunflower(800, 450, 16, 32):
        sheet.dot(*place, 4, SOFT)


def migration(sheet, random):
    for i in range(110):
        share = i / 110
        spread = 330 * (1 - share) ** 1.2
        sheet.dot(70 + 900 * share, 450 + random.uniform(-spread, spread), 5 + 5 * share, SOFT if share < 0.45 else INK)
    for column in range(9):
        for row in range(9):
            empty = (column, row) == (0, 4)
            sheet.dot(1080 + column * 52, 242 + row * 52, 16, ACT if empty else INK)


def workshop(sheet, _):
    for table, (x, y) in enumerate(((450, 235), (1150, 235), (450, 665), (1150, 665))):
        sheet.ring(x, y, 82, INK, 3)
        for seat, place in enumerate(around(x, y, 142, 6, start=table * 20)):
            sheet.dot(*place, 27, ACT if (table, seat) == (1, 2) else INK)
    sheet.dot(800, 450, 10, SOFT)


PICTURES = {
    "care-block": care_block,
    "care-hours": care_hours,
    "city-dots": city_dots,
    "tree-street": tree_street,
    "forest-edge": forest_edge,
    "river-park": river_park,
    "two-cities": two_cities,
    "network": network,
    "street-trees": street_trees,
    "city-to-city": city_to_city,
    "night-care": night_care,
    "agreement": agreement,
    "mobility": mobility,
    "barcelona": barcelona,
    "jakarta": jakarta,
    "diplomacy": diplomacy,
    "migration": migration,
    "workshop": workshop,
}
