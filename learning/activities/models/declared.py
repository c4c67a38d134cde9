from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from .activity import Activity


class DeclaredFigure(ClusterableModel):
    """A figure that staff enter without the people behind it. Shown beside counted figures, never added to people."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        OVER = "over", _("over (strictly more than)")
        UNDER = "less_than", _("less than")
        ROUNDED = "rounded", _("about")
        AS_PRINTED = "as_printed", _("as printed")

    class Scope(models.TextChoices):
        EVENT = "whole_event", _("Whole event")
        DELEGATION = "metropolis_delegation", _("The association's delegation")
        PROGRAMME = "programme", _("Programme")
        PROJECT = "project", _("Project")
        OUTCOME = "outcome", _("Outcome")
        SPEAKERS = "speakers", _("Speakers")
        ORGANISATION = "organisation", _("The association")
        SECRETARIAT = "secretariat", _("The secretariat")
        EXTERNAL = "external", _("External")

    class Metric(models.TextChoices):
        ACTIVITIES = "activities", _("Activities")
        PARTICIPANTS = "participants", _("Participants")
        ATTENDEES = "attendees", _("Attendees")
        REPRESENTATIVES = "representatives", _("Representatives")
        SPEAKERS = "speakers", _("Speakers")
        CITIES = "cities", _("Cities")
        COUNTRIES = "countries", _("Countries")
        ORGANISATIONS = "organisations", _("Organisations")
        MEMBERS = "members_represented", _("Members represented")
        NON_MEMBERS = "non_members_represented", _("Non-members represented")
        OTHER = "other", _("Other")

    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="declared_figures",
    )
    covers = ParentalManyToManyField(
        Activity,
        verbose_name=_("covers"),
        blank=True,
        related_name="covered_by",
        help_text=_("Activities that this figure already includes: they are not counted beside it."),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    metric = models.CharField(_("metric"), max_length=30, choices=Metric, default=Metric.PARTICIPANTS)
    label = models.CharField(
        _("in words"), max_length=80, blank=True, help_text=_("What is counted, where the metric is “other”.")
    )
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=60, help_text=_("For example: people, member cities, km."))
    qualifier = models.CharField(_("the value is"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    scope = models.CharField(_("scope"), max_length=24, choices=Scope, default=Scope.EVENT)
    audience_en = models.CharField(
        _("audience, English"), max_length=120, blank=True, help_text=_("For example “Chinese”.")
    )
    audience_es = models.CharField(_("audience, Spanish"), max_length=120, blank=True)
    audience_fr = models.CharField(_("audience, French"), max_length=120, blank=True)
    quote = models.TextField(_("as printed"), blank=True)
    source = models.CharField(_("source"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    is_platform_metric = models.BooleanField(_("a figure of learning"), default=True)

    class Meta:
        ordering = ["-year", "id"]
        verbose_name = _("declared figure")
        verbose_name_plural = _("declared figures")

    def __str__(self):
        return f"{self.printed_value} {self.unit} ({self.year})"

    @property
    def printed_value(self):
        number = f"{self.value:,.2f}".rstrip("0").rstrip(".")
        return f"> {number}" if self.qualifier == self.Qualifier.OVER else number

    @property
    def audience(self):
        return getattr(self, f"audience_{(get_language() or 'en')[:2]}", "") or self.audience_en
