import json

from django.core.serializers.json import DjangoJSONEncoder

from .pieces import pieces


def as_json(table):
    """Pieces of one object: `about`, what the head of the other files says, and `rows`."""
    about = {str(label): str(text) for label, text in table.told()}
    return _pieces(about, [column.name for column in table.columns], table.rows)


def _pieces(about, names, rows):
    yield f'{{"about": {_written(about)}, "rows": ['
    before = "\n"
    for piece in pieces(rows):
        yield before + ",\n".join(_written(dict(zip(names, row, strict=True))) for row in piece)
        before = ",\n"
    yield "\n]}\n"


def _written(value):
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
