"""Set the learning time of existing enrolments, by the same rule as the action that settles attendance."""

from datetime import timedelta
from itertools import groupby

from django.db import migrations
from django.db.models import OuterRef, Subquery, Sum

from learning.activities.attendance import intervals

PORTION = 2000


def tell(apps, schema_editor):
    tell_lessons(apps)
    tell_presence(apps)


def tell_lessons(apps):
    Enrolment, CompletedStep = (apps.get_model("activities", name) for name in ("Enrolment", "CompletedStep"))
    theirs = CompletedStep.objects.filter(enrolment=OuterRef("pk")).order_by().values("enrolment")
    minutes = Subquery(theirs.annotate(total=Sum("minutes")).values("total"))
    Enrolment.objects.filter(completed_steps__isnull=False).update(lesson_minutes=minutes)


def tell_presence(apps):
    Enrolment, Presence = (apps.get_model("activities", name) for name in ("Enrolment", "Presence"))
    live = Presence.objects.filter(mode="live", withdrawn_at=None).select_related("session")
    found = []
    for enrolment, presences in groupby(live.order_by("enrolment").iterator(PORTION), key=lambda one: one.enrolment_id):
        found.append(Enrolment(pk=enrolment, live_time=_together(presences)))
        if len(found) == PORTION:
            Enrolment.objects.bulk_update(found, ["live_time"])
            found = []
    Enrolment.objects.bulk_update(found, ["live_time"])


def _together(presences):
    by_session = {}
    for one in presences:
        there = one.session if one.source == "check_in" else one
        by_session.setdefault(one.session, []).append((there.starts_at, there.ends_at))
    counted = (
        intervals.clip(intervals.union(pairs), session.starts_at, session.ends_at)
        for session, pairs in by_session.items()
    )
    return sum((intervals.total(pairs, timedelta()) for pairs in counted), timedelta())


class Migration(migrations.Migration):
    dependencies = [("activities", "0006_learning_time")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
