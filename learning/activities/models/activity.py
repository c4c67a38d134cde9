import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from learning.people.models import Organisation
from learning.people.reference import places

from ..choices import MEETINGS, Access, ActionLine, Completion, Kind, Mode, PartnerRole, Precision, Status
from ..querysets import ActivityQuerySet


class Theme(models.Model):
    """A subject of activities, with a name in each language of the site."""

    code = models.SlugField(_("code"), unique=True)
    name_en = models.CharField(_("name in English"), max_length=80)
    name_es = models.CharField(_("name in Spanish"), max_length=80, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=80, blank=True)

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self):
        return getattr(self, f"name_{(get_language() or 'en')[:2]}", "") or self.name_en


class Activity(ClusterableModel):
    """What people enrol in: one row for all languages. Pages, enrolments and figures refer to it."""

    key = models.UUIDField(
        _("key"), default=uuid.uuid4, unique=True, editable=False, help_text=_("The translation key of its pages.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(
        _("reference title"), max_length=255, help_text=_("For lists and reports; pages have their own.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)

    starts_on = models.DateField(
        _("starts"), null=True, blank=True, help_text=_("Empty for a course that is always open.")
    )
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    precision = models.CharField(_("dates are known to the"), max_length=5, choices=Precision, default=Precision.DAY)
    time_zone = models.CharField(_("time zone"), max_length=60, choices=places.time_zone_choices, default="UTC")
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.ONLINE)
    place = models.CharField(_("place"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, choices=places.country_choices)

    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty for no limit."))
    has_waiting_list = models.BooleanField(_("waiting list when full"), default=True)
    promotes_after_closing = models.BooleanField(
        _("fill free places after enrolment closes"),
        default=False,
        help_text=_(
            "From the waiting list, until the last session starts. Otherwise the list stops when enrolment closes."
        ),
    )
    opens_at = models.DateTimeField(_("enrolment opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("enrolment closes"), null=True, blank=True)
    access = models.CharField(_("who may enrol"), max_length=12, choices=Access, default=Access.ANYONE)

    completion = models.CharField(_("completed by"), max_length=12, choices=Completion, default=Completion.OFFICER)
    attendance_share = models.PositiveSmallIntegerField(
        _("share of sessions to attend, %"), default=100, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    minimum_minutes = models.PositiveSmallIntegerField(
        _("minutes that make an attendee"),
        default=10,
        help_text=_("Present for at least this long, rejoining included."),
    )
    expected_minutes = models.PositiveIntegerField(_("expected minutes"), null=True, blank=True)

    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    is_aggregate = models.BooleanField(
        _("total of its parts"),
        default=False,
        help_text=_("Its figures are those of its parts and are not added to them."),
    )
    action_line = models.PositiveSmallIntegerField(_("action line"), choices=ActionLine, null=True, blank=True)
    plan = models.CharField(_("action plan"), max_length=60, blank=True, help_text=_("For example 2024–2026."))
    is_training = models.BooleanField(_("counts as training"), default=True)
    changes = models.JSONField(
        default=list,
        editable=False,
        help_text="What changed in what completes it: see `completion.requirement_changes`.",
    )
    themes = ParentalManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="activities")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        # Names of columns, no expressions: a declared figure sorts the activities it covers in Python before it is
        # saved.
        ordering = ["-starts_on", "title"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="activity_ends_after_it_starts",
                violation_error_message=_("It can't end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(opens_at=None) | Q(closes_at__gt=F("opens_at")),
                name="activity_closes_after_it_opens",
                violation_error_message=_("Enrolment can't close before it opens."),
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="activity_not_part_of_itself"),
        ]
        permissions = [
            ("run_activity", _("Can run activities: enrol people, mark attendance, write to participants")),
            ("see_people", _("Can see the people behind a figure")),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("This would make it a part of itself.")})
            seen.add(above.pk)
            above = above.parent

    @property
    def zone(self):
        """Return the time zone that decides the day of each action in the activity."""
        return ZoneInfo(self.time_zone)

    @property
    def first_session(self):
        return next(iter(self.timetable), None)

    @property
    def timetable(self):
        """Return its sessions in order of time, prefetched ones if there are any."""
        return sorted(self.sessions.all(), key=lambda session: (session.starts_at, session.pk or 0))

    @property
    def starts_at(self):
        """Return the moment the first session starts, or None without sessions: then only days are known."""
        return self.first_session.starts_at if self.first_session else None

    @property
    def ends_at(self):
        return max((session.ends_at for session in self.sessions.all()), default=None)

    @property
    def has_started(self):
        """Return whether the activity has started. An activity without a date never starts as a whole."""
        if self.starts_at:
            return self.starts_at <= timezone.now()
        return bool(self.starts_on and self.starts_on <= timezone.localdate(timezone=self.zone))

    @property
    def is_over(self):
        if self.ends_at:
            return self.ends_at <= timezone.now()
        last = self.ends_on or self.starts_on
        return bool(last and last < timezone.localdate(timezone=self.zone))

    @property
    def has_no_date(self):
        return self.starts_at is None and self.starts_on is None

    @property
    def is_self_paced(self):
        return self.has_no_date and self.kind not in MEETINGS

    @property
    def awaits_date(self):
        return self.has_no_date and self.kind in MEETINGS

    @property
    def counts_membership_on(self):
        """Return the day on which membership is read for affiliation snapshots, or None without a date.

        It is the day of the first session in that session's time zone (counting.md), else `starts_on`.
        """
        return self.first_session.day if self.first_session else self.starts_on


class ActivityLanguage(models.Model):
    """A language in which an activity is given."""

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)

    class Meta:
        ordering = ["id"]
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        constraints = [models.UniqueConstraint(fields=["activity", "code"], name="language_once_per_activity")]

    def __str__(self):
        return self.get_code_display()


class ActivityPartner(models.Model):
    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="partnerships"
    )
    role = models.CharField(_("role"), max_length=10, choices=PartnerRole, default=PartnerRole.PARTNER)

    class Meta:
        ordering = ["id"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation", "role"], name="partner_once_per_role")
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"


class Target(models.Model):
    """A number that an activity is meant to reach, for one metric."""

    class Metric(models.TextChoices):
        REGISTRANTS = "registrants", _("Registrants")
        PARTICIPANTS = "participants", _("Participants")
        COMPLETERS = "completers", _("Completers")
        ORGANISATIONS = "organisations", _("Organisations")

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="targets")
    metric = models.CharField(_("what"), max_length=20, choices=Metric, default=Metric.PARTICIPANTS)
    value = models.PositiveIntegerField(_("how many"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [models.UniqueConstraint(fields=["activity", "metric"], name="target_once_per_metric")]

    def __str__(self):
        return f"{self.get_metric_display()}: {self.value}"
