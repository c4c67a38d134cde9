"""The scenes of “A street tree’s first five summers”."""

import math
from random import Random

from demo_video_strokes import GROUND, blend, eased, ground, tree

from demo.sheet import ACT, FAINT, INK, PAPER, SOFT


def planting_day(sheet, now):
    crowd(sheet, eased(now, 0, 0.6))
    ground(sheet)
    tree(sheet, 427, GROUND, 0.12, ACT)


def day_after(sheet, now):
    crowd(sheet, 1 - eased(now, 0, 0.45))
    ground(sheet)
    tree(sheet, 427, GROUND, 0.12, ACT)


def crowd(sheet, here):
    """Draw people who gather round the tree as `here` rises to 1, from beyond both edges."""
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
