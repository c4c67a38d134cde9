"""Point queued tasks at the module that issues certificates now."""

from django.db import migrations

BEFORE = "learning.certificates.handing_out.hand_out_later"
AFTER = "learning.certificates.issuance.bulk_issue.hand_out_later"


def move(apps, old, new):
    apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0003_status_list_index"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, _editor: move(apps, BEFORE, AFTER), lambda apps, _editor: move(apps, AFTER, BEFORE)
        ),
    ]
