import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from learning.people.reference import places

from .activity import Activity
from .enrolment import Enrolment
from .result import Result


class Assignment(ClusterableModel):
    """Work that an activity asks its participants to hand in, with its dates and the rubric for marking it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), on_delete=models.CASCADE, related_name="assignments"
    )
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("written in"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    instructions = RichTextField(
        _("instructions"),
        features=["bold", "italic", "link", "document-link", "ol", "ul"],
        help_text=_("What to hand in, how long it should be, and what makes it good."),
    )
    takes_text = models.BooleanField(_("text may be written"), default=True)
    takes_file = models.BooleanField(_("a file may be sent"), default=True)
    due_at = models.DateTimeField(
        _("due"), null=True, blank=True, help_text=_("On the clock of the time zone beside. Empty: at any time.")
    )
    time_zone = models.CharField(_("time zone"), max_length=60, choices=places.time_zone_choices, default="UTC")
    takes_late = models.BooleanField(_("taken when late"), default=True, help_text=_("Marked as late, but read."))
    is_required = models.BooleanField(
        _("required for completion"), default=False, help_text=_("The activity is completed once this is passed too.")
    )
    pass_points = models.PositiveSmallIntegerField(
        _("points to pass"), null=True, blank=True, help_text=_("Empty: whatever is marked has passed.")
    )

    class Meta:
        ordering = ["due_at", "id"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_text=True) | Q(takes_file=True),
                name="assignment_takes_something",
                violation_error_message=_("Say what may be handed in: a text, a file, or either."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    @property
    def is_due(self):
        """Return whether its due date has passed."""
        return self.due_at is not None and self.due_at < timezone.now()

    @property
    def is_closed(self):
        return self.is_due and not self.takes_late

    @property
    def out_of(self):
        return sum(criterion.points for criterion in self.criteria.all())


class Criterion(Orderable):
    """A criterion of the rubric of an assignment, with the points it is worth."""

    assignment = ParentalKey(Assignment, on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField(_("criterion"), max_length=200)
    description = models.CharField(_("what earns all its points"), max_length=400, blank=True)
    points = models.PositiveSmallIntegerField(
        _("points"), default=5, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self):
        return self.title


def folder_of(submission, filename):
    """Return an unguessable storage path for the file. The original name is stored in `file_name`."""
    return f"submissions/{uuid.uuid4()}.{filename.rpartition('.')[2]}"


class SubmissionQuerySet(models.QuerySet):
    def latest_first(self):
        """Order submissions by time, the latest first: numbers may repeat on joint rows of one person."""
        return self.order_by("-submitted_at", "-number")


class Submission(models.Model):
    """What one participant handed in for an assignment.

    The participant may replace it until it is marked; then it stays. After a mark "to be improved", the next submission
    gets the next `number`. `marks` are [[criterion, points, out of], …] as they were given: a later edit of the rubric
    does not change them.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="submissions")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("text"), blank=True)
    file = models.FileField(_("file"), blank=True, max_length=200, upload_to=folder_of)
    file_name = models.CharField(_("file's name"), max_length=200, blank=True)
    submitted_at = models.DateTimeField(_("handed in"))
    is_late = models.BooleanField(_("late"), default=False)
    marked_at = models.DateTimeField(_("marked"), null=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    marks = models.JSONField(_("marks"), default=list)
    feedback = models.TextField(_("feedback"), blank=True)
    is_passed = models.BooleanField(_("passed"), null=True)
    result = models.OneToOneField(Result, null=True, on_delete=models.SET_NULL, related_name="submission")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        default_permissions = ()
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "enrolment", "number"], name="one_submission_per_number"),
            models.CheckConstraint(
                condition=Q(marked_at=None, is_passed=None) | Q(marked_at__isnull=False, is_passed__isnull=False),
                name="submission_marked_or_not",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment}: {self.assignment}"

    @property
    def is_marked(self):
        return self.marked_at is not None

    @property
    def points(self):
        return sum(points for _title, points, _out_of in self.marks)

    @property
    def out_of(self):
        return sum(out_of for _title, _points, out_of in self.marks)
