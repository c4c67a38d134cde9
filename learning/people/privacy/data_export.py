"""Data export: everything stored about a person, as JSON and as a page to read."""

import io
import json
import zipfile
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone, translation

from .. import audit_log
from . import personal_data


@dataclass(frozen=True)
class Section:
    """The rows of one holding: `labels` over `rows`, each a list of (value, how it is shown)."""

    holding: personal_data.Holding
    labels: list
    rows: list

    def as_data(self):
        names = list(self.holding.columns())
        values = [dict(zip(names, (value for value, _shown in row), strict=True)) for row in self.rows]
        return {"model": self.holding.model._meta.label_lower, "title": self.holding.title, "rows": values}


def sections(person):
    """A section for each holding, those without rows too: that nothing is held is an answer."""
    rows = personal_data.rows_of(person)
    return [_section(holding, rows) for holding in personal_data.registered() if not holding.why]


def _section(holding, people):
    columns = holding.columns()
    relations = [name for name in columns if "__" in name or holding.model._meta.get_field(name).is_relation]
    found = holding.rows(*people).select_related(*relations, *holding.along).order_by("pk")
    shown = [[_cell(row, name) for name in columns] for row in found]
    return Section(holding, list(columns.values()), shown)


def _cell(row, name):
    *steps, last = name.split("__")
    for step in steps:
        row = getattr(row, step)
    value = getattr(row, last)
    label = getattr(row, f"get_{last}_display", None)
    if isinstance(value, models.Model | FieldFile):
        value = str(value)
    return value, label() if label else value


def zipped(person, by):
    """The bytes of a zip: data.json, index.html in the person's language, and files they gave. It is kept in the log."""
    found = sections(person)
    made_at = timezone.now()
    data = {"made_at": made_at, "held": [section.as_data() for section in found]}
    with translation.override(person.language):
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        page = render_to_string("home/portal/privacy_copy.html", {"sections": found, "made_at": made_at})
    audit_log.record(audit_log.Action.DATA_DOWNLOADED, by, person)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", text)
        archive.writestr("index.html", page)
        for name, content in _files(person):
            archive.writestr(f"files/{name}", content)
    return target.getvalue()


def _files(person):
    """(name, bytes) of every file in a column of a holding."""
    rows = personal_data.rows_of(person)
    for holding in personal_data.registered():
        columns = [one.name for one in holding.fields() if isinstance(one, models.FileField)]
        for row in holding.rows(*rows) if columns and not holding.why else ():
            for stored in filter(None, (getattr(row, column) for column in columns)):
                with stored.open("rb") as opened:
                    yield stored.name, opened.read()
