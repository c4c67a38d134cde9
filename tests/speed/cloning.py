"""Copies of a row in large numbers, written by the database itself."""

from django.db import connection


def clone(row, first, last, **expressions):
    """Write a copy of `row` for each number `n` from `first` to `last`; SQL `expressions` for fields may use `n`.

    Returns the offset: `n` plus the offset is the primary key of a copy.
    """
    model = type(row)
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    written = {field.column: expressions.pop(field.name, f't."{field.column}"') for field in fields}
    offset = _highest(model) - first + 1
    written["id"] = f"n + {offset}"
    assert not expressions, expressions
    columns, values = ", ".join(f'"{column}"' for column in written), ", ".join(written.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {values}'
            f' FROM "{model._meta.db_table}" AS t, generate_series(%s, %s) AS n WHERE t.id = %s',
            [first, last, row.pk],
        )
    return offset


def _highest(model):
    return model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
