"""Drawing of dots and a few lines, used for the demo's pictures and videos."""

import io
import math

from PIL import Image, ImageDraw

PAPER, INK, ACT, SOFT, FAINT = "#faf8f4", "#161513", "#c8321a", "#a39c90", "#ddd7cc"
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
# Drawn three times as large and scaled down: Pillow's own edges are not smooth.
SCALE = 3


class Drawing:
    """Coordinates and sizes are in pixels of the finished picture, from its upper left corner."""

    def __init__(self, width=1600, height=900, ground=PAPER):
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def dot(self, x, y, radius, colour=INK):
        self.pen.ellipse([v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)], fill=colour)

    def ring(self, x, y, radius, colour=INK, width=3):
        box = [v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(box, outline=colour, width=round(width * SCALE))

    def line(self, points, colour=INK, width=3):
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def finished(self):
        return self.image.reduce(SCALE)

    def png(self):
        """Return the bytes of a PNG with a palette of 64 colours, which is enough for dots."""
        buffer = io.BytesIO()
        self.finished().quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        return buffer.getvalue()


def around(x, y, radius, count, start=-90.0):
    """Return `count` places evenly round a circle, from the angle `start` (degrees, clockwise, 0 is to the right)."""
    for i in range(count):
        angle = math.radians(start + 360 * i / count)
        yield x + radius * math.cos(angle), y + radius * math.sin(angle)


def sunflower(x, y, spacing, count):
    """Return `count` places that fill a disc evenly, from its middle outwards, like seeds in a sunflower."""
    for i in range(count):
        reach = spacing * math.sqrt(i + 0.5)
        yield x + reach * math.cos(i * GOLDEN_ANGLE), y + reach * math.sin(i * GOLDEN_ANGLE)


def between(start, end, share):
    """Return the place at `share` (0 to 1) of the way from start to end."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def arc(start, end, height, steps=48):
    """Return places on an arc from start to end, rising `height` pixels above the middle of the straight line."""
    for i in range(steps + 1):
        x, y = between(start, end, i / steps)
        yield x, y - height * 4 * (i / steps) * (1 - i / steps)
