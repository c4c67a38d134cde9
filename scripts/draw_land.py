#!/usr/bin/env python3
"""Draws the outline of the land again: python scripts/draw_land.py land-110m.json

The file is that of the npm package world-atlas 2.0.2 (`npm pack world-atlas`), which is Natural Earth's land at
1:110,000,000. Natural Earth is in the public domain (naturalearthdata.com); borders are not drawn. What is written is
learning/static/img/land.svg, in the units of `learning.reports.charts.projection`.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from learning.reports.charts.projection import HEIGHT, SOUTH, WIDTH, across, down  # noqa: E402

LAND = ROOT / "learning/static/img/land.svg"
# In units of the picture: how far a line may be from the coast, and the size of the smallest island that is drawn.
TOLERANCE, SMALLEST = 0.7, 3


def main(source):
    atlas = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [_degrees(arc, atlas["transform"]) for arc in atlas["arcs"]]
    rings = [ring for shape in atlas["objects"]["land"]["geometries"] for part in shape["arcs"] for ring in part]
    coasts = [coast for ring in rings for coast in _coasts(_ring(ring, arcs))]
    drawn = [_path(coast) for coast in coasts]
    LAND.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        "<!-- Natural Earth 1:110m, public domain; drawn by scripts/draw_land.py -->"
        f'<path id="land" d="{"".join(drawn)}"/></svg>\n',
        encoding="utf-8",
    )
    print(f"{LAND.relative_to(ROOT)}: {len(drawn)} pieces of land, {LAND.stat().st_size} bytes")


def _degrees(arc, transform):
    """Return TopoJSON's integers, each the difference to the one before, as (longitude, latitude)."""
    (a, b), (c, d) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * a + c, y * b + d))
    return points


def _ring(numbers, arcs):
    """Return one coast as (longitude, latitude), continued beyond 180 where it crosses the date line."""
    points = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[bool(points) :]
    turn, followed = 0, points[:1]
    for (before, _), (longitude, latitude) in pairwise(points):
        turn += (longitude - before < -180) * 360 - (longitude - before > 180) * 360
        followed.append((longitude + turn, latitude))
    return followed


def _coasts(ring):
    """Return the ring as simplified units of the picture, twice if it crosses an edge; [] if it is too small to see."""
    points = [(across(longitude), down(latitude)) for longitude, latitude in ring]
    if max(latitude for _longitude, latitude in ring) < SOUTH or _area(points) < SMALLEST:
        return []
    half = len(points) // 2
    coast = _simplified(points[: half + 1])[:-1] + _simplified(points[half:])[:-1]
    west, east = min(x for x, _y in coast), max(x for x, _y in coast)
    shifts = [0, *([-WIDTH] if east > WIDTH else []), *([WIDTH] if west < 0 else [])]
    return [[(x + shift, y) for x, y in coast] for shift in shifts]


def _area(points):
    return abs(sum(x * b - a * y for (x, y), (a, b) in pairwise(points))) / 2


def _simplified(points):
    """Return the points simplified by the Douglas–Peucker algorithm."""
    (x, y), (a, b) = points[0], points[-1]
    length = ((a - x) ** 2 + (b - y) ** 2) ** 0.5
    far = [abs((a - x) * (y - q) - (x - p) * (b - y)) / length if length else 0 for p, q in points]
    farthest = max(range(len(points)), key=far.__getitem__)
    if far[farthest] <= TOLERANCE:
        return [points[0], points[-1]]
    return _simplified(points[: farthest + 1])[:-1] + _simplified(points[farthest:])


def _path(points):
    rounded = [(round(x), round(y)) for x, y in points]
    steps = [(a - x, b - y) for (x, y), (a, b) in pairwise(rounded) if (a, b) != (x, y)]
    moves = "".join(
        f"{dx}{dy:+d}" if dx < 0 or number == 0 else f" {dx}{dy:+d}" for number, (dx, dy) in enumerate(steps)
    )
    return f"M{rounded[0][0]} {rounded[0][1]}l{moves}z"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
