"""Numbers of rows that PostgreSQL reads for the queries of a request, by EXPLAIN ANALYZE."""

import json
from collections import Counter
from contextlib import contextmanager

from django.db import connection


@contextmanager
def rows_read():
    """Collect {table: rows} of each query that reads inside the block: [(SQL, Counter)].

    A query is run once under EXPLAIN ANALYZE and then as usual. Queries that write are not explained.
    """
    found = []

    def explain(execute, sql, params, many, context):
        if sql.lstrip("( ").startswith(("SELECT", "WITH")):
            with connection.cursor() as cursor:
                context["connection"].execute_wrappers.remove(explain)
                try:
                    cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
                    plan = cursor.fetchone()[0]
                finally:
                    context["connection"].execute_wrappers.append(explain)
            found.append((sql, rows_of(plan if isinstance(plan, list) else json.loads(plan))))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield found


def rows_of(plans):
    """Return {table: rows that the nodes of these plans read, including discarded ones}."""
    rows = Counter()
    for one in plans:
        node = one.get("Plan", one)
        if table := node.get("Relation Name"):
            dropped = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
            rows[table] += round((node["Actual Rows"] + dropped) * node["Actual Loops"])
        rows.update(rows_of(node.get("Plans", [])))
    return rows
