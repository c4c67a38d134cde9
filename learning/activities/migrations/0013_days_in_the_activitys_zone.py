"""Store the days of actions in the time zone of the activity instead of UTC."""

from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate


def forwards(apps, schema_editor):
    activities, sessions = apps.get_model("activities", "Activity").objects, apps.get_model("activities", "Session").objects
    first = sessions.filter(activity=OuterRef("pk")).order_by("starts_at", "pk").values("time_zone")[:1]
    activities.filter(time_zone="UTC", sessions__isnull=False).update(time_zone=Coalesce(Subquery(first), F("time_zone")))
    enrolments, steps = (apps.get_model("activities", name).objects for name in ("Enrolment", "CompletedStep"))
    zones = activities.exclude(time_zone="UTC").order_by().values_list("time_zone", flat=True).distinct()
    for zone in list(zones):
        done = steps.filter(enrolment=OuterRef("pk")).order_by("completed_at", "pk")
        day = done.values(day=TruncDate("completed_at", tzinfo=ZoneInfo(zone)))[:1]
        rows = enrolments.filter(activity__time_zone=zone, started_on__isnull=False)
        rows.update(started_on=Coalesce(Subquery(day), F("started_on")))
        came_first = Q(attended_on__lte=F("started_on"))
        rows.filter(came_first).update(participated_on=F("attended_on"))
        rows.filter(~came_first | Q(attended_on=None)).update(participated_on=F("started_on"))


class Migration(migrations.Migration):
    dependencies = [("activities", "0012_joint_enrolments")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
