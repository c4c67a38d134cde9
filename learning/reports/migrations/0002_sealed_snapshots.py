"""Every snapshot gets a number, the hash of the one before and a seal over all columns."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import deletion
from django.utils import timezone

from learning.reports.models import seals


def seal(apps, schema_editor):
    """In the order in which they were frozen. One whose content was changed before keeps its checksum, and shows it."""
    snapshots = apps.get_model("reports", "Snapshot").objects
    log = apps.get_model("people", "AuditEntry").objects
    previous, keys = "", list(snapshots.order_by("made_at", "pk").values_list("pk", flat=True))
    for number, pk in enumerate(keys, 1):
        snapshot = snapshots.defer("content").get(pk=pk)
        snapshot.number, snapshot.previous = number, previous
        snapshot.seal = seals.seal_of(snapshot)
        snapshot.save(update_fields=["number", "previous", "seal"])
        previous = seals.link_of(snapshot)
        log.create(
            action="figures_frozen",
            by_id=snapshot.made_by_id,
            kind="reports.snapshot",
            object_id=str(pk),
            details={"number": number, "link": previous},
        )


def empty_accounts_that_are_gone(apps, schema_editor):
    """So that the constraint can be made again."""
    users = apps.get_model(settings.AUTH_USER_MODEL).objects.values("pk")
    apps.get_model("reports", "Snapshot").objects.exclude(made_by__in=users).update(made_by=None)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_snapshots"),
        ("people", "0005_set_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("snapshot", "title", "name"),
        migrations.AlterField(
            "snapshot", "name", models.CharField(max_length=200, verbose_name="name")
        ),
        migrations.AddField(
            "snapshot",
            "note",
            models.TextField(blank=True, default="", max_length=1000, verbose_name="note"),
            preserve_default=False,
        ),
        migrations.AddField(
            "snapshot",
            "number",
            models.PositiveIntegerField(help_text="Counts from 1 without a gap.", null=True, verbose_name="number"),
        ),
        migrations.AddField(
            "snapshot",
            "previous",
            models.CharField(blank=True, default="", max_length=64, verbose_name="hash of the one before"),
            preserve_default=False,
        ),
        migrations.AddField(
            "snapshot",
            "seal",
            models.CharField(default="", max_length=64, verbose_name="seal"),
            preserve_default=False,
        ),
        migrations.AlterField(
            "snapshot",
            "checksum",
            models.CharField(help_text="Of the content.", max_length=64, verbose_name="checksum"),
        ),
        migrations.AlterField(
            "snapshot", "made_at", models.DateTimeField(default=timezone.now, verbose_name="frozen")
        ),
        migrations.AlterField(
            "snapshot",
            "made_by",
            models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, empty_accounts_that_are_gone),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
