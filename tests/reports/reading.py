"""Reading a screen's answer, as a page and as a file."""

import csv
import json
from io import BytesIO, StringIO

from openpyxl import load_workbook

ROOT = "/admin/figures/"
LISTINGS = ("regions", "gender", "trends", "members", "partners", "targets", "applications")


def table(response, *names):
    return [tuple(getattr(row, name) for name in names) for row in response.context["object_list"]]


def read_csv(response):
    """The head as a dict, the columns' names, the rows."""
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:])))
    gap = rows.index([])
    return dict(rows[:gap]), rows[gap + 1], rows[gap + 2 :]


def read_json(response):
    return json.loads(b"".join(response.streaming_content))


def read_xlsx(response):
    return load_workbook(BytesIO(b"".join(response.streaming_content))).active


def beneath_the_head(sheet):
    """[[value, …], …] of a sheet: the columns' names and the rows."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return rows[rows.index([None] * len(rows[0])) + 1 :]


def lines(response, code):
    (part,) = [part for part in response.context["parts"] if part.code == code]
    return {str(line.label): line.printed for line in part.lines}
