"""Measurements of a function: number of queries, their total time, and the whole time."""

import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

TIMES = 3


@dataclass(frozen=True)
class Measured:
    """Milliseconds: the median of TIMES runs after one warm-up run."""

    queries: int
    in_database: float
    altogether: float


def measure(action):
    action()
    taken = [_once(action) for _time in range(TIMES)]
    return Measured(
        taken[-1].queries,
        statistics.median(one.in_database for one in taken),
        statistics.median(one.altogether for one in taken),
    )


def queries_of(action):
    """Return the number of queries of the second run: some run only once per process."""
    action()
    return _once(action).queries


def _once(action):
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        action()
    altogether = 1000 * (time.perf_counter() - began)
    in_database = 1000 * sum(float(query["time"]) for query in asked.captured_queries)
    return Measured(len(asked), in_database, altogether)
