from django.db import models

from .activity import Activity


class Span(models.Model):
    """When the sessions of an activity begin and end together: a view of the database, which has no row for an activity
    without sessions.

    Figures compare a million enrolments with it. Joined, it is looked up once an activity; a subquery would be
    answered once a row, and again for each condition that names it.
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
