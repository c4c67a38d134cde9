from django.db import models

from .activity import Activity


class Span(models.Model):
    """Start of the first and end of the last session of an activity: a database view.

    An activity without sessions has no row. Figures compare a million enrolments with the view: a join looks it up once
    per activity; a subquery would run once per enrolment and once more for each condition that names it.
    """

    activity = models.OneToOneField(
        Activity, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="span"
    )
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "activities_span"
        default_permissions = ()

    def __str__(self):
        return f"{self.begins:%Y-%m-%d %H:%M} – {self.ends:%Y-%m-%d %H:%M}"
