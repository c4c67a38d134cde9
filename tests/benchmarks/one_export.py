"""`python -m tests.benchmarks.one_export QUERY`: generate one file and discard it, in a process of its own.

Prints its numbers of rows and bytes, the time, and the peak memory of the process, in MB.
"""

import json
import sys
import time
from pathlib import Path


def main(query):
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import RequestFactory
    from learning.reports.views import ParticipationsFileView

    request = RequestFactory().get(f"/admin/figures/participations/file/?{query}")
    request.user = get_user_model()(is_superuser=True, is_active=True)
    began = time.perf_counter()
    response = ParticipationsFileView.as_view()(request)
    lines = size = 0
    for piece in response.streaming_content:
        lines, size = lines + piece.count(b"\n"), size + len(piece)
    # Without the header line of CSV, or the first and last line of JSON.
    around = {"csv": 1, "json": 2}[request.GET["export"]]
    return {
        "rows": lines - around,
        "bytes": size,
        "seconds": round(time.perf_counter() - began, 1),
        "megabytes": _most_memory(),
    }


def _most_memory():
    """Return the peak memory in MB, from Linux: `getrusage` would return the parent's peak if that was higher."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return round(int(line.split()[1]) / 1024)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))  # noqa: T201
