"""Percentages of people, none of which is of fewer than SMALLEST_DENOMINATOR."""

# A share of fewer people than this is never shown (counting.md: small cells).
SMALLEST_DENOMINATOR = 5


def percent(part, whole):
    """In whole per cent, half a per cent rounds up, as people expect; None under the smallest denominator."""
    return (200 * part + whole) // (2 * whole) if whole >= SMALLEST_DENOMINATOR else None
