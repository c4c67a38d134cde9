"""Reading a screen's answer, as a page and as a file."""

import csv
import json
import re
from io import BytesIO, StringIO

from openpyxl import load_workbook

ROOT = "/admin/figures/"
LISTINGS = ("regions", "gender", "trends", "members", "partners", "targets", "applications")


def table(response, *names):
    return [tuple(getattr(row, name) for name in names) for row in response.context["object_list"]]


def read_csv(response):
    """The columns' names and the rows, as any reader of CSV finds them."""
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    names, *rows = csv.reader(StringIO(text[1:]))
    assert {len(row) for row in rows} <= {len(names)}
    assert len(set(names)) == len(names)
    return names, rows


def read_head(client, address):
    """What the file at `address`, whatever its format, says about itself: the same in JSON and on XLSX's second sheet."""
    address = re.sub("&?export=[a-z]+", "", address)
    ask = f"{address}{'&' if '?' in address else '?'}export="
    in_json = read_json(client.get(f"{ask}json"))["about"]
    sheet = load_workbook(BytesIO(b"".join(client.get(f"{ask}xlsx").streaming_content))).worksheets[1]
    in_xlsx = {row[0].value: row[1].value or "" for row in sheet.iter_rows()}
    assert {**in_xlsx, "Made": ""} == {**in_json, "Made": ""}
    return in_json


def read_json(response):
    return json.loads(b"".join(response.streaming_content))


def read_xlsx(response):
    return load_workbook(BytesIO(b"".join(response.streaming_content))).active


def values_of(sheet):
    """[[value, …], …] of a sheet: the columns' names and the rows."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def lines(response, code):
    (part,) = [part for part in response.context["parts"] if part.code == code]
    return {str(line.label): line.printed for line in part.lines}
