"""Annual figures as files: the rows of the screen under a head that says what was asked, when, and by which rules."""

import csv
import json
from datetime import UTC
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter
from django.http import HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _

from learning.spreadsheets import inert

from .. import saying
from ..definitions import VERSION

FORMATS = ("csv", "xlsx", "json")


def suppression(sees_raw):
    return (
        _("Nothing is left out.")
        if sees_raw
        else _("Shares by gender are left out: only who may see the people behind figures sees them.")
    )


def head(scope, at, *, sees_raw):
    """[(label, text)] above the rows."""
    return [
        *saying.head(scope),
        (_("Made"), f"{formats.date_format(at.astimezone(UTC), 'DATETIME_FORMAT')} UTC"),
        (_("Rules"), _("version %(version)s") % {"version": VERSION}),
        (_("Left out"), suppression(sees_raw)),
    ]


def columns():
    """(heading, how a row says it); numbers stay numbers."""
    return [
        (_("Figure"), lambda row: row.name),
        (_("Value"), lambda row: _number(row.figure["value"])),
        (_("The value is"), lambda row: str(row.qualifier)),
        (_("Unit"), lambda row: row.figure["unit"]),
        (_("Counted or declared"), lambda row: row.kind),
        (_("Rule"), lambda row: row.figure["rule"]),
        (_("Version of the rule"), lambda row: row.figure["version"]),
        (_("Source"), lambda row: row.figure["source"]),
        (_("As printed"), lambda row: row.figure["quote"]),
        (_("Period before"), lambda row: _number(row.figure["last"])),
        (_("Change, %"), lambda row: _number(row.figure["change"])),
        (_("Change as printed"), lambda row: row.figure["printed_change"]),
    ]


def _number(text):
    if text is None:
        return ""
    number = Decimal(text)
    return float(number) if number % 1 else int(number)


def respond(kind, name, told, rows, content):
    """The file as an answer; `told` is the head, `content` the whole as JSON."""
    make = {"csv": _csv, "xlsx": _xlsx, "json": _json}[kind]
    body, mime = make(told, rows, content)
    response = HttpResponse(body, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _csv(told, rows, content):
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerows([inert(label), inert(text)] for label, text in told)
    writer.writerow([])
    writer.writerow(heading for heading, _say in columns())
    writer.writerows([inert(say(row)) for _heading, say in columns()] for row in rows)
    return buffer.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"


def _xlsx(told, rows, content):
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(_("Figures")[:31])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 42)
        sheet.write_row(0, 0, [heading for heading, _say in columns()], bold)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [say(row) for _heading, say in columns()])
        about = book.add_worksheet(_("About")[:31])
        about.set_column(0, 1, 42)
        for number, pair in enumerate(told):
            about.write_row(number, 0, pair)
    return buffer.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _json(told, rows, content):
    body = {"head": dict(told), **content}
    return json.dumps(body, ensure_ascii=False, indent=1), "application/json"
