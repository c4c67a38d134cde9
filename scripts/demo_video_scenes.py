"""What moves in each scene of the demo's videos. A scene draws on a sheet of 854 by 480, `now` going from 0 to 1.

Words stand above, captions may cover the lowest fifth: drawings keep between 110 and 400 from the top.
"""

import math
from random import Random

from home.demo.pictures import CITIES
from home.demo.sheet import ACT, FAINT, INK, PAPER, SOFT, arc, around, between, sunflower

GROUND = 350
HERE, THERE = (215, 255), (640, 255)


def eased(now, start=0.0, end=1.0):
    """0 until start, 1 from end, and a gentle S between."""
    share = min(1.0, max(0.0, (now - start) / (end - start)))
    return share * share * (3 - 2 * share)


def blend(colour, other, share):
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def tree(sheet, x, ground, size, colour=INK, trunk=INK):
    """A tree of `size` 0 to 1: a trunk and a crown of dots."""
    top = ground - 28 - 120 * size
    sheet.line([(x, ground), (x, top)], trunk, 2 + 2 * size)
    for place in sunflower(x, top, 6.8, round(6 + 88 * size**1.4)):
        sheet.dot(*place, 4, colour)


def ground(sheet, y=GROUND):
    sheet.line([(44, y), (810, y)], INK, 2)


# A street tree's first five summers


def planting_day(sheet, now):
    crowd(sheet, eased(now, 0, 0.6))
    ground(sheet)
    tree(sheet, 427, GROUND, 0.12, ACT)


def day_after(sheet, now):
    crowd(sheet, 1 - eased(now, 0, 0.45))
    ground(sheet)
    tree(sheet, 427, GROUND, 0.12, ACT)


def crowd(sheet, here):
    """People gather round the tree as `here` goes to 1, from beyond both edges."""
    random = Random("crowd")  # noqa: S311  nothing secret: the same people each time
    for person in range(36):
        side, row, place = 1 - 2 * (person % 2), person // 2 % 2, person // 4
        stands = 427 + side * (52 + 24 * place + 12 * row + random.uniform(-2, 2))
        x = stands + side * 560 * (1 - here)
        sheet.dot(x, GROUND - 12 - 22 * row - random.uniform(0, 4), random.uniform(7, 9))


def soil(sheet, now):
    ground(sheet, 270)
    grown = eased(now, 0.1, 0.85)
    tree(sheet, 427, 270, 0.12 + 0.5 * grown)
    for root in range(11):
        angle = math.radians(12 + root * 15.6)
        for step in range(1, 3 + round(9 * grown)):
            sheet.dot(427 + math.cos(angle) * step * 19, 272 + math.sin(angle) * step * 10.5, 4.2 - step * 0.22, ACT)


def height(sheet, now):
    ground(sheet, 300)
    fading = eased(now, 0.55, 0.95)
    for x, sunk, colour in ((270, 0, INK), (584, 46, blend(INK, FAINT, fading))):
        tree(sheet, x, 300 + sunk, 0.4, colour, colour)
        for step in range(-3, 4):
            sheet.dot(x + step * 17, 300 + sunk + 14 + abs(step) * 7, 4, colour)
    sheet.line([(560, 300), (610, 300)], INK, 2)
    sheet.ring(270, 300, 6 + 13 * eased(now, 0.25, 0.4), ACT, 3)


def water(sheet, now):
    ground(sheet, 270)
    tree(sheet, 427, 270, 0.34)
    for column in range(-4, 5):
        depth = 118 * eased(now, 0.05 + abs(column) * 0.03, 0.8) * (1 - abs(column) * 0.13)
        for step in range(int(depth // 13) + 1):
            sheet.dot(427 + column * 26, 284 + step * 13, 4.6, ACT)


def stakes(sheet, now):
    ground(sheet)
    tree(sheet, 427, GROUND, 0.85)
    lifted, colour = 60 * eased(now, 0.4, 0.8), blend(ACT, PAPER, eased(now, 0.5, 0.8))
    if now < 0.8:
        for x in (399, 455):
            sheet.line([(x, GROUND - lifted), (x, GROUND - 54 - lifted)], colour, 5)
    if now < 0.4:
        sheet.line([(399, GROUND - 40), (455, GROUND - 40)], ACT, 3)


def mix(sheet, now):
    ground(sheet)
    lost = eased(now, 0.5, 0.8)
    for index in range(10):
        x, size = 75 + index * 78, (0.3, 0.2, 0.36, 0.26, 0.42)[index % 5]
        colour = blend(ACT, PAPER, lost) if index == 6 else INK
        tree(sheet, x, GROUND, size, colour, colour)
    sheet.line([(540, GROUND), (547, GROUND)], INK, 2)


def count(sheet, now):
    ground(sheet)
    for index in range(8):
        x = 95 + index * 95
        if index == 5:
            sheet.ring(x, GROUND - 14, 9, SOFT, 2)
            continue
        tree(sheet, x, GROUND, 0.3)
        if now > 0.15 + index * 0.08:
            sheet.dot(x, GROUND + 26, 8, ACT)


def five_summers(sheet, now):
    ground(sheet)
    for summer, x in enumerate((105, 230, 375, 535, 710)):
        grown = eased(now, summer * 0.13, summer * 0.13 + 0.3)
        if grown:
            tree(sheet, x, GROUND, (0.05 + 0.24 * summer) * grown, ACT if summer == 4 else INK)


# A care block, explained

WINDOWS = [(87 + column * 40, 132 + row * 40) for column in range(18) for row in range(7)]
SERVICES = [(430, 128), (735, 165), (660, 378), (330, 382), (165, 362), (120, 150)]
SHE = (427, 260)


def seven_in_the_evening(sheet, now):
    random = Random("evening")  # noqa: S311
    for window in WINDOWS:
        lit = eased(now, random.uniform(0, 0.8), 1.0) if random.random() < 0.55 else 0
        sheet.dot(*window, 7, blend(FAINT, INK, lit))
    if now > 0.4:
        sheet.dot(407, 252, 7 + 7 * eased(now, 0.4, 0.55), ACT)


def second_day(sheet, now):
    for orbit, (radius, tasks) in enumerate(((62, 3), (98, 5), (134, 7))):
        sheet.ring(*SHE, radius, FAINT, 1.5)
        turned = -90 + (140 - 30 * orbit) * now
        for place in around(*SHE, radius, tasks, turned):
            sheet.dot(*place, 8)
    sheet.dot(*SHE, 22, ACT)


def city(sheet):
    for window in WINDOWS:
        sheet.dot(*window, 3, FAINT)


def far_apart(sheet, now):
    city(sheet)
    for index, service in enumerate(SERVICES):
        reached = eased(now, index * 0.12, index * 0.12 + 0.25)
        for step in range(1, round(14 * reached)):
            sheet.dot(*between(SHE, service, step / 14), 2.4, SOFT)
        sheet.dot(*service, 13)
    sheet.dot(*SHE, 16, ACT)


def within_a_walk(sheet, now):
    city(sheet)
    closer = eased(now, 0.1, 0.7)
    sheet.ring(*SHE, 30 + 95 * closer, INK, 2)
    for service, place in zip(SERVICES, around(*SHE, 78, 6), strict=True):
        sheet.dot(*between(service, place, closer), 13)
    sheet.dot(*SHE, 16, ACT)


def two_doors(sheet, now):
    opened = eased(now, 0.05, 0.3)
    for x, colour, when in ((300, INK, 0.45), (554, ACT, 0.75)):
        sheet.ring(x, 255, 92, INK, 2)
        sheet.dot(x, 255, 26 * opened + 34 * eased(now, when, when + 0.15), colour)
    for step in range(9):
        sheet.dot(*between((392, 255), (462, 255), (step + 0.5) / 9), 2.4, SOFT)


def hours_back(sheet, now):
    for hour, place in enumerate(around(*SHE, 118, 24, -90)):
        given_back = hour in (17, 18, 19, 20)
        share = eased(now, 0.25 + (hour - 17) * 0.12, 0.35 + (hour - 17) * 0.12) if given_back else 0
        sheet.dot(*place, 8 + 6 * share, blend(INK, ACT, share) if given_back else SOFT if hour < 6 else INK)
    sheet.ring(*SHE, 40, FAINT, 2)


def one_building(sheet, now):
    for window in WINDOWS:
        away = math.dist(window, (407, 252)) / 40
        joined = eased(now, 0.3 + away * 0.09, 0.5 + away * 0.09) if away < 3.3 else 0
        sheet.dot(*window, 4 + 8 * joined, blend(FAINT, INK, joined))
    sheet.dot(407, 252, 17, ACT)


def who_cares(sheet, now):
    random = Random("blocks")  # noqa: S311
    blocks = [WINDOWS[index] for index in (18, 36, 61, 79, 103, 113)]
    for window in WINDOWS:
        near = min(math.dist(window, block) for block in blocks) < 62
        share = eased(now, random.uniform(0, 0.4), 0.7) if near else 0
        sheet.dot(*window, 4 + 5 * share, blend(FAINT, INK, share))
    for block in blocks:
        sheet.dot(*block, 4 + 11 * eased(now, 0, 0.4), ACT)


# From city to city


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
