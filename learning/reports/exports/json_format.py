import json
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder

from learning.core.files.exports import pieces

from ..measures.definitions import versions


class Plain(DjangoJSONEncoder):
    """A number is a number in JSON too."""

    def default(self, value):
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        return super().default(value)


def as_json(table):
    """Pieces of one object: `about`, which is the head of the file, `rules` with their versions, the columns'
    names in words, whatever else the table brings, and `rows`."""
    first = {
        "about": dict(table.head),
        "rules": versions(),
        "columns": {column.name: column.label for column in table.columns},
        **table.beside,
    }
    return _pieces(_written(first)[:-1], [column.name for column in table.columns], pieces(table.rows))


def _pieces(first, names, rows):
    yield f'{first}, "rows": ['
    before = "\n"
    for piece in rows:
        yield before + ",\n".join(_written(dict(zip(names, row, strict=True))) for row in piece)
        before = ",\n"
    yield "\n]}\n"


def _written(value):
    return json.dumps(value, cls=Plain, ensure_ascii=False)
