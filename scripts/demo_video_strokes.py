"""Drawing functions for the scenes of the demo's videos. A scene draws on 854 by 480 pixels; `now` runs from 0 to 1.

Text is at the top, captions may cover the lowest fifth: drawings stay between 110 and 400 pixels from the top.
"""

from demo.sheet import INK, sunflower

GROUND = 350
SHE = (427, 260)
HERE, THERE = (215, 255), (640, 255)


def eased(now, start=0.0, end=1.0):
    """Return 0 until start, 1 from end, and a smooth S-curve between."""
    share = min(1.0, max(0.0, (now - start) / (end - start)))
    return share * share * (3 - 2 * share)


def blend(colour, other, share):
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def tree(sheet, x, ground, size, colour=INK, trunk=INK):
    """Draw a tree of `size` 0 to 1: a trunk and a crown of dots."""
    top = ground - 28 - 120 * size
    sheet.line([(x, ground), (x, top)], trunk, 2 + 2 * size)
    for place in sunflower(x, top, 6.8, round(6 + 88 * size**1.4)):
        sheet.dot(*place, 4, colour)


def ground(sheet, y=GROUND):
    sheet.line([(44, y), (810, y)], INK, 2)
