"""Intervals of time or of a recording: [(from, to), …]."""


def union(pairs):
    """Return `pairs` sorted, with overlapping and touching intervals joined and empty ones dropped."""
    joined = []
    for start, end in sorted(pair for pair in pairs if pair[0] < pair[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def clip(pairs, start, end):
    """Return the parts of `pairs` between `start` and `end`."""
    clipped = [(max(a, start), min(b, end)) for a, b in pairs]
    return [(a, b) for a, b in clipped if a < b]


def total(pairs, zero=0):
    return sum((end - start for start, end in pairs), zero)
