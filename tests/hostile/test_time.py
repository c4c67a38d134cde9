"""All input is read or refused in at most linear time, and in memory of a few times its size."""

import multiprocessing
import resource
import time

import pytest

from . import parsers

SMALL, TIMES = 12_000, 4
# Of processor time. Below this value the growth of time cannot be measured.
FLOOR = 0.12
LARGE, SECONDS, MEGABYTES = 5_000_000, 5, 400


def seconds(run):
    started = time.process_time()
    run()
    return time.process_time() - started


@pytest.mark.parametrize("name", parsers.PARSERS)
def test_time_grows_at_most_linearly(name):
    large = parsers.unread(name, SMALL * TIMES)
    taken = seconds(large)
    if taken > FLOOR:
        small = parsers.unread(name, SMALL)
        least = min(seconds(small) for _run in range(2))
        assert min(taken, seconds(large)) < max(FLOOR, least * TIMES * 2)


def measured(name, answers):
    """Measure in a process of its own, which the system ends if it hangs."""
    run = parsers.unread(name, LARGE)
    resource.setrlimit(resource.RLIMIT_CPU, (4 * SECONDS, 4 * SECONDS))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = seconds(run)
    answers.send((taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024))


@pytest.mark.deep
@pytest.mark.parametrize("name", parsers.PARSERS)
def test_five_megabytes_are_read_or_refused_within_limits(name):
    fork = multiprocessing.get_context("fork")
    answers, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=measured, args=(name, sender))
    process.start()
    sender.close()
    process.join()
    assert process.exitcode == 0, "it was ended after far too long"
    taken, megabytes = answers.recv()
    assert (taken <= SECONDS, megabytes <= MEGABYTES) == (True, True), f"{taken:.1f} s, {megabytes:.0f} MB"
