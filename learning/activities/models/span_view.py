"""Receivers that create and drop the database view behind `Span`.

The view is created after each `migrate` and dropped before one that has migrations to apply: SQLite can't alter a
table, nor PostgreSQL a column, that a view uses. So migrations need not handle the view.
"""

from django.db import connections

from . import Session, Span


def on_pre_migrate(sender, using, plan, **kwargs):
    if plan:
        with connections[using].cursor() as cursor:
            cursor.execute(f"DROP VIEW IF EXISTS {Span._meta.db_table}")


def on_post_migrate(sender, using, **kwargs):
    with connections[using].cursor() as cursor:
        tables = connections[using].introspection.table_names(cursor, include_views=True)
        if Session._meta.db_table in tables and Span._meta.db_table not in tables:
            cursor.execute(
                f"CREATE VIEW {Span._meta.db_table} AS "  # noqa: S608  # nosec B608
                "SELECT activity_id, MIN(starts_at) AS begins, MAX(ends_at) AS ends "
                f"FROM {Session._meta.db_table} GROUP BY activity_id"
            )
