"""Reading a screen's answer, as a page and as a file."""

import csv
from io import StringIO

ROOT = "/admin/figures/"
LISTINGS = ("regions", "gender", "trends", "members", "partners", "targets", "applications")


def table(response, *names):
    return [tuple(getattr(row, name) for name in names) for row in response.context["object_list"]]


def read_csv(response):
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:])))
    gap = rows.index([])
    return dict(rows[:gap]), rows[gap + 1], rows[gap + 2 :]


def lines(response, code):
    (part,) = [part for part in response.context["parts"] if part.code == code]
    return {str(line.label): line.printed for line in part.lines}
