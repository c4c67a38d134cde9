"""The scenes of “From city to city”."""

import math

from demo_video_strokes import HERE, SHE, THERE, blend, eased

from demo.pictures import CITIES
from demo.sheet import ACT, FAINT, INK, PAPER, SOFT, arc, between, sunflower


def two_places(sheet, left=HERE, right=THERE, colour=INK):
    for place in sunflower(*left, 11, 75):
        sheet.dot(*place, 4.4, colour)
    for place in sunflower(*right, 11, 45):
        sheet.dot(*place, 4.4, colour)


def signing(sheet, now):
    two_places(sheet)
    for step, place in enumerate(arc((310, 240), (566, 240), 70, 20)):
        if 0 < step < 20 * eased(now, 0.1, 0.6):
            sheet.dot(*place, 4, ACT)


def forgotten(sheet, now):
    pale = eased(now, 0.1, 0.9)
    two_places(sheet, colour=blend(INK, SOFT, pale))
    for step, place in enumerate(arc((310, 240), (566, 240), 70, 20)):
        if step % 20:
            sheet.dot(place[0], place[1] + 130 * eased(now, 0.1 + (step % 7) * 0.06, 0.95), 4, blend(ACT, PAPER, pale))


def question(sheet, now):
    for place in sunflower(*SHE, 13, 110):
        away = math.dist(place, SHE)
        sheet.dot(*place, 5, blend(INK, FAINT, eased(now, 0.05 + away / 500, 0.5 + away / 500)))
    sheet.dot(*SHE, 5 + 24 * eased(now, 0.3, 0.7), ACT)


def places():
    return [(400 + longitude * 2.95, 285 - latitude * 3.15) for longitude, latitude in CITIES]


def who_knows(sheet, now):
    cities = places()
    home, answer = cities[12], cities[7]
    for index, place in enumerate(cities):
        if eased(now, index * 0.008, index * 0.008 + 0.1) > 0.5:
            sheet.dot(*place, 5)
    reach = eased(now, 0.45, 0.8)
    for step, place in enumerate(arc(home, answer, 60, 26)):
        if 0 < step < 26 * reach:
            sheet.dot(*place, 2.4, SOFT)
    sheet.dot(*home, 10)
    if reach == 1:
        sheet.dot(*answer, 12, ACT)


def two_names(sheet, now):
    sheet.line([HERE, between(HERE, THERE, eased(now, 0.2, 0.5))], INK, 2)
    for place, colour in ((HERE, INK), (THERE, ACT)):
        sheet.dot(*place, 62, PAPER)
        sheet.ring(*place, 62, INK, 2)
        sheet.dot(*place, 30, colour)
        after = eased(now, 0.65, 0.85)
        if after:
            sheet.dot(place[0], place[1] + 62, 20, PAPER)
            sheet.ring(place[0], place[1] + 62, 13 * after, colour, 3)


def one_year(sheet, now):
    for month in range(12):
        x, done = 105 + month * 58.5, now > 0.12 + month * 0.06
        sheet.ring(x, 255, 19, INK, 2)
        if done:
            sheet.dot(x, 255, 19, ACT if month == 11 else INK)


def both_ways(sheet, now):
    for start, end, rise, colour, begins in ((HERE, THERE, 120, INK, 0.05), (THERE, HERE, -120, ACT, 0.4)):
        shown = eased(now, begins, begins + 0.4) * 22
        for step, place in enumerate(arc(start, end, rise, 22)):
            if 2 < step < min(20, shown):
                sheet.dot(*place, 2.5 + step * 0.22, colour)
    for place, colour in ((HERE, INK), (THERE, ACT)):
        sheet.ring(*place, 58, INK, 2)
        sheet.dot(*place, 27, colour)


def pass_it_on(sheet, now):
    cities = places()
    first = cities[7]
    for place in cities:
        heard = eased(now, math.dist(first, place) / 1100, math.dist(first, place) / 1100 + 0.18)
        sheet.dot(*place, 5 + 4 * heard, blend(SOFT, ACT, heard))
