from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.people.models import Gender, Organisation, Person
from learning.people.reference import places

from ..choices import SEATED, Completion, EnrolmentStatus, Role, Source
from ..enrolment.facts import as_one_number
from ..querysets import EnrolmentQuerySet
from ..sessions.local_days import day_of
from .activity import Activity

# The condition of each index below includes `merged_into=None`, since the default manager filters on it in every
# query.
TOOK_PART = Q(role=Role.PARTICIPANT, participated_on__isnull=False, merged_into=None)


class EnrolmentManager(models.Manager.from_queryset(EnrolmentQuerySet)):
    """Manager of leading rows: one per canonical person and activity, without rows merged into another."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


class Enrolment(models.Model):
    """One person in one activity, with an affiliation snapshot, so that later changes leave figures unchanged.

    The snapshot is taken and frozen by `enrolment.affiliation_snapshot`. Settled facts are written only by the actions
    of `attendance` and `completion`.

    While several rows of an activity belong to one canonical person, one of them leads: its columns hold what all rows
    prove together, its own values are kept in `own_facts`, and the other rows point at it by `merged_into`. See
    `joint`. `objects` reads leading rows only, `all_rows` every row.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.PARTICIPANT)
    status = models.CharField(_("status"), max_length=10, choices=EnrolmentStatus)
    source = models.CharField(_("source"), max_length=12, choices=Source, default=Source.OWN)
    queued_at = models.DateTimeField(_("joined the queue"), null=True, editable=False)
    enrolled_at = models.DateTimeField(_("enrolled"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrew"), null=True, editable=False)

    # The affiliation snapshot: organisation, membership and gender of the person for this activity.
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    organisation_kind = models.CharField(max_length=20, blank=True, choices=Organisation.Kind)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=20, blank=True, choices=places.Region)
    is_member = models.BooleanField(default=False)
    gender = models.CharField(max_length=12, blank=True, choices=Gender)

    # Settled facts.
    attended_on = models.DateField(_("came"), null=True, editable=False, help_text="Live, for the activity's minimum.")
    started_on = models.DateField(_("started"), null=True, editable=False, help_text="First lesson or quiz completed.")
    replayed_on = models.DateField(_("watched the recording"), null=True, editable=False, help_text="From 60 s of it.")
    participated_on = models.DateField(
        _("took part"), null=True, editable=False, help_text="Came or started, the earlier."
    )
    completed_at = models.DateTimeField(_("completed"), null=True, editable=False)
    completed_by = models.CharField(_("completed by"), max_length=12, choices=Completion, blank=True, editable=False)
    live_time = models.DurationField(
        _("time there"), default=timedelta, editable=False, help_text="Live, each moment once."
    )
    lesson_minutes = models.PositiveIntegerField(
        _("minutes of lessons"), default=0, editable=False, help_text="Nominal minutes of the lessons completed."
    )
    tables_since = models.DateField(
        _("in published tables since"),
        null=True,
        editable=False,
        help_text="The end of a month; no figure looks at it.",
    )
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="merged_rows", db_index=False
    )
    own_facts = models.JSONField(
        null=True, editable=False, help_text="Of a leading row: what it says by itself, as `joint.own_facts` writes it."
    )
    facts = models.GeneratedField(expression=as_one_number(), output_field=models.IntegerField(), db_persist=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = EnrolmentManager()
    all_rows = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="one_enrolment_per_person_and_activity"),
            models.CheckConstraint(
                condition=Q(participated_on=None, attended_on=None, started_on=None)
                | Q(participated_on__isnull=False) & (Q(attended_on__isnull=False) | Q(started_on__isnull=False)),
                name="enrolment_participated_when_came_or_started",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by="") | Q(completed_at__isnull=False) & ~Q(completed_by=""),
                name="enrolment_completed_by_something",
            ),
            models.CheckConstraint(
                condition=~Q(status=EnrolmentStatus.WAITING) | Q(queued_at__isnull=False),
                name="enrolment_waiting_has_queued",
            ),
        ]
        indexes = [
            models.Index(fields=["activity", "status", "queued_at"], name="enrolment_queue"),
            models.Index(fields=["person", "status"], name="enrolment_of_person"),
            # Covering indexes: figures over a million participations read them instead of the table.
            models.Index(
                fields=[
                    *("activity", "participated_on", "person"),
                    *("organisation", "organisation_kind", "is_member", "country", "region", "gender"),
                    *("live_time", "lesson_minutes", "id"),
                ],
                condition=TOOK_PART,
                name="participations_by_activity",
            ),
            models.Index(
                fields=["person", "activity", "participated_on", "gender", "region"],
                condition=TOOK_PART,
                name="participations_by_person",
            ),
            # Merged rows are very few: this index finds them without reading the others.
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="enrolments_merged_into_others"
            ),
            # Rows of one person are adjacent in the index, so that distinct persons are counted without sorting.
            models.Index(
                fields=[
                    *("person", "activity", "facts", "participated_on", "enrolled_at", "completed_at", "replayed_on"),
                    *("withdrawn_at", "started_on", "status"),
                ],
                condition=Q(role=Role.PARTICIPANT, merged_into=None),
                name="facts_by_person",
            ),
            models.Index(
                fields=["organisation", "participated_on", "activity"],
                condition=TOOK_PART,
                name="participations_for_bodies",
            ),
            models.Index(
                fields=["organisation", "organisation_kind", "is_member", "country", "region"],
                condition=TOOK_PART,
                name="participations_by_copy",
            ),
            models.Index(
                fields=["activity", "completed_at", "participated_on", "replayed_on"],
                condition=Q(role=Role.PARTICIPANT, completed_at__isnull=False, merged_into=None),
                name="completions_by_activity",
            ),
            # The order of pages of the API.
            models.Index(fields=["changed_at", "id"], name="enrolments_by_change"),
        ]

    def __str__(self):
        return f"{self.person} · {self.activity}"

    def save(self, *args, update_fields=None, **kwargs):
        """Save the row, with `changed_at` always among `update_fields`: readers of changes find every change."""
        if update_fields is not None:
            update_fields = {*update_fields, "changed_at"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def speaks_for_others(self):
        """Return whether other rows of the person are merged into this one."""
        return self.own_facts is not None

    @property
    def leading(self):
        """Return the row that lists and figures use for this one: itself, unless it is merged into another."""
        return self.merged_into or self

    @property
    def completed_on(self):
        """Return the day of completion in the activity's time zone, as printed on the certificate."""
        return day_of(self.activity, self.completed_at)

    @property
    def enrolled_on(self):
        return day_of(self.activity, self.enrolled_at)

    @property
    def is_enrolled(self):
        return self.status == EnrolmentStatus.ENROLLED

    @property
    def is_waiting(self):
        return self.status == EnrolmentStatus.WAITING

    @property
    def takes_seat(self):
        return self.is_enrolled and self.role == Role.PARTICIPANT and self.source in SEATED


class EnrolmentEvent(models.Model):
    """One change of the status of an enrolment, read by the waiting list and by the counting rules."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="events")
    status = models.CharField(max_length=10, choices=EnrolmentStatus)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("change of an enrolment")
        verbose_name_plural = _("changes of enrolments")
        indexes = [
            models.Index(
                fields=["enrolment"], condition=Q(status=EnrolmentStatus.APPLIED), name="applications_of_enrolments"
            )
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_status_display()}"
