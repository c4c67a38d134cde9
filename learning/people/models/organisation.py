import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from ..canonical import canonical_id, counting_as
from ..confusable_names import shown
from ..names import clean_name, fold
from ..reference import email_domains, places


def folded_name(text):
    """As long as its column: a letter may fold to several."""
    return fold(text)[:200]


class OrganisationQuerySet(models.QuerySet):
    def canonical(self):
        return self.filter(merged_into=None)

    def members_on(self, day):
        """Canonical organisations with a membership, theirs or of one that counts as them, that covers `day`."""
        members = self.model.objects.filter(covering(day, "memberships__"))
        return self.canonical().filter(pk__in=members.counted())

    def counted(self):
        """The ids of those that these count as: for `pk__in`."""
        return self.order_by().values(counts_as=canonical_id())

    def named(self, text):
        """Canonical organisations whose name or one of whose aliases is `text`, accents and case forgiven.

        The names of one that counts as another lead to that one.
        """
        folded = folded_name(text)
        called = self.model.objects.filter(Q(folded=folded) | Q(aliases__folded=folded))
        return self.canonical().filter(pk__in=called.counted())

    def matching(self, text):
        """Canonical organisations with every word of `text` in a name or place of theirs, as in `having_words`."""
        return self.canonical().having_words(text)

    def having_words(self, text):
        """With every word of `text` in their name, an alias or their place, or in those of one that counts as them."""
        found = self
        for word in fold(text).split()[:8]:
            having = self.model.objects.filter(self.has_word(word))
            found = found.filter(Q(pk__in=having.values("pk")) | Q(pk__in=having.counted()))
        return found

    @staticmethod
    def has_word(word):
        """The condition that a folded `word` stands in the name, an alias or the place."""
        return Q(folded__contains=word) | Q(aliases__folded__contains=word) | Q(place_folded__contains=word)


def covering(day, path=""):
    """The condition that a membership at look-up `path` covers `day` (`until` is the last day of it)."""
    return Q(**{f"{path}since__lte": day}) & (Q(**{f"{path}until": None}) | Q(**{f"{path}until__gte": day}))


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
        self.tidy()
        super().save(*args, **kwargs)

    def tidy(self):
        """What every way of writing does first, those that write many at once included."""
        self.name, self.place = clean_name(self.name), clean_name(self.place)
        self.external_id = clean_name(self.external_id)
        self.folded, self.place_folded = folded_name(self.name), fold(self.place)[:120]
        self.region = self.region or places.region_of(self.country)

    @property
    def canonical(self):
        """The organisation this one counts as; merges may be chained."""
        return self if self.merged_into is None else self.merged_into.canonical

    def is_member_on(self, day):
        """Whether a membership covers `day`: of any row that counts as the same organisation. One query, or none after
        `know_memberships`."""
        known = getattr(self.canonical, "known_memberships", None)
        if known is not None:
            return any(membership.covers(day) for membership in known)
        return self._memberships().filter(covering(day)).exists()

    def know_memberships(self):
        """Look them up once, for many questions about days."""
        self.canonical.known_memberships = list(self._memberships())

    def _memberships(self):
        memberships = self._meta.get_field("memberships").related_model.objects
        return memberships.filter(counting_as("organisation", self.canonical))

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
        self.tidy()
        super().save(*args, **kwargs)

    def tidy(self):
        self.name = clean_name(self.name)
        self.folded = folded_name(self.name)


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
        self.domain = email_domains.clean_domain(self.domain)
        super().save(*args, **kwargs)

    def clean(self):
        try:
            email_domains.validate(email_domains.clean_domain(self.domain))
        except ValidationError as refused:
            raise ValidationError({"domain": refused}) from None
