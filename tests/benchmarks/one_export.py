"""`python -m tests.benchmarks.one_export QUERY`: send one file to nowhere, in a process of its own.

Prints how many rows and bytes it had, how long it took, and the most memory the process ever held, in MB.
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
    # Beside the rows: in CSV the line of columns; in JSON one line before and one after.
    around = {"csv": 1, "json": 2}[request.GET["export"]]
    return {
        "rows": lines - around,
        "bytes": size,
        "seconds": round(time.perf_counter() - began, 1),
        "megabytes": _most_memory(),
    }


def _most_memory():
    """In MB, by Linux: `getrusage` would tell the parent's, if that once held more."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return round(int(line.split()[1]) / 1024)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))  # noqa: T201
