"""Where a place sits on the picture of the world: equirectangular, as eyes expect their city, without the Antarctic."""

WIDTH, HEIGHT = 1200, 514
NORTH, SOUTH = 78, -56


def across(longitude):
    """Units from the left edge, 0 to WIDTH."""
    return (longitude + 180) / 360 * WIDTH


def down(latitude):
    """Units from the top edge, 0 to HEIGHT between NORTH and SOUTH."""
    return (NORTH - latitude) / (NORTH - SOUTH) * HEIGHT
