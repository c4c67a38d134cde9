import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from .. import places
from ..names import fold
from ..odd_names import shown


def folded_name(text):
    """As long as its column: a letter may fold to several."""
    return fold(text)[:200]


class OrganisationQuerySet(models.QuerySet):
    def canonical(self):
        return self.filter(merged_into=None)

    def members_on(self, day):
        """Organisations with a membership that covers `day` (`until` is the last day of it)."""
        covers = Q(memberships__since__lte=day) & (Q(memberships__until=None) | Q(memberships__until__gte=day))
        return self.filter(covers).distinct()

    def named(self, text):
        """Canonical organisations whose name or one of whose aliases is `text`, accents and case forgiven."""
        folded = folded_name(text)
        return self.canonical().filter(Q(folded=folded) | Q(aliases__folded=folded)).distinct()

    def matching(self, text):
        """Canonical organisations with every word of `text` in their name, an alias or their place."""
        return self.canonical().having_words(text)

    def having_words(self, text):
        found = self
        for word in fold(text).split()[:8]:
            found = found.filter(pk__in=self.model.objects.filter(self.has_word(word)).values("pk"))
        return found

    @staticmethod
    def has_word(word):
        """The condition that a folded `word` stands in the name, an alias or the place."""
        return Q(folded__contains=word) | Q(aliases__folded__contains=word) | Q(place_folded__contains=word)


class Organisation(ClusterableModel):
    """A body people come from. Two bodies in one place are two organisations."""

    class Kind(models.TextChoices):
        LOCAL = "local", _("Local or regional government")
        ASSOCIATION = "association", _("Association of governments")
        INTERNATIONAL = "international", _("International organisation")
        NATIONAL = "national", _("National government")
        ACADEMIC = "academic", _("University or research")
        CIVIL = "civil", _("Civil society")
        COMPANY = "company", _("Company")
        OTHER = "other", _("Other")

    CITIES = (Kind.LOCAL, Kind.ASSOCIATION)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.LOCAL)
    country = models.CharField(_("country"), max_length=2, blank=True, choices=places.country_choices)
    region = models.CharField(
        _("world region"),
        max_length=20,
        blank=True,
        choices=places.Region,
        help_text=_("Left empty, it follows the country."),
    )
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("The city it sits in."))
    place_folded = models.CharField(max_length=120, editable=False, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, choices=places.time_zone_choices)
    external_id = models.CharField(
        _("external id"), max_length=120, blank=True, help_text=_("Its number in the association's contact system.")
    )
    is_confirmed = models.BooleanField(
        _("confirmed"), default=True, help_text=_("People may propose an organisation; staff confirm it here.")
    )
    proposed_by = models.ForeignKey(
        "people.Person",
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="proposed_organisations",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["folded"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="organisation_external_id_once",
                violation_error_message=_("Another organisation has this external id."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="organisation_not_merged_into_itself"
            ),
        ]

    def __str__(self):
        return shown(self.name)

    def save(self, *args, **kwargs):
        self.folded, self.place_folded = folded_name(self.name), fold(self.place)[:120]
        self.region = self.region or places.region_of(self.country)
        super().save(*args, **kwargs)

    @property
    def canonical(self):
        """The organisation this one counts as; merges may be chained."""
        return self if self.merged_into is None else self.merged_into.canonical

    def is_member_on(self, day):
        """One query, or none where its memberships are prefetched."""
        return any(membership.covers(day) for membership in self.canonical.memberships.all())

    @property
    def label(self):
        """Name and country: what tells the Santa Cruz of Bolivia from the others."""
        country = places.country_name(self.country)
        return f"{self.name}, {country}" if country and country not in self.name else self.name


class OrganisationAlias(models.Model):
    """Another name of it, in any language, by which imported names are matched."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("alias"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        ordering = ["folded"]
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [models.UniqueConstraint(fields=["organisation", "folded"], name="alias_once_per_organisation")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = folded_name(self.name)
        super().save(*args, **kwargs)


class OrganisationDomain(models.Model):
    """An e-mail domain of its own, by which it is proposed at sign-up."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(_("e-mail domain"), max_length=120, unique=True)

    class Meta:
        ordering = ["domain"]
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")

    def __str__(self):
        return self.domain

    def save(self, *args, **kwargs):
        self.domain = self.domain.lower().lstrip("@")
        super().save(*args, **kwargs)
