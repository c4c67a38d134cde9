"""Apart from the migration that numbers them: PostgreSQL alters no table that has changed rows in the same transaction."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_sealed_snapshots")]

    operations = [
        migrations.AlterField(
            "snapshot",
            "number",
            models.PositiveIntegerField(help_text="Counts from 1 without a gap.", unique=True, verbose_name="number"),
        ),
        migrations.AlterModelOptions(
            "snapshot",
            {
                "default_permissions": ("add", "view"),
                "ordering": ["-number"],
                "verbose_name": "snapshot of figures",
                "verbose_name_plural": "snapshots of figures",
            },
        ),
    ]
