"""The scenes of “A care block in two minutes”."""

import math
from random import Random

from demo_video_strokes import SHE, blend, eased

from demo.sheet import ACT, FAINT, INK, SOFT, around, between

WINDOWS = [(87 + column * 40, 132 + row * 40) for column in range(18) for row in range(7)]
SERVICES = [(430, 128), (735, 165), (660, 378), (330, 382), (165, 362), (120, 150)]


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
