import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ..confusable_names import shown
from ..names import clean_name
from ..reference import places
from .organisation import Organisation


class Gender(models.TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Non-binary or another")
    UNDISCLOSED = "undisclosed", _("I prefer not to say")

    @classmethod
    def answers(cls):
        """The answers a share is computed of; silence and "prefer not to say" are no answers."""
        return (cls.WOMAN, cls.MAN, cls.OTHER)


class PersonQuerySet(models.QuerySet):
    def canonical(self):
        return self.filter(merged_into=None)


class Person(models.Model):
    """A person who took part, with or without an account. The row is never deleted: figures count it."""

    # What erasure leaves of a person.
    BLANK = {
        "name": "",
        "email": "",
        "job_title": "",
        "organisation": None,
        "organisation_confirmed_on": None,
        "gender": "",
        "language": "en",
        "time_zone": "",
        "external_id": "",
        "user": None,
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("As it should appear on a certificate."))
    email = models.EmailField(_("e-mail address"), blank=True)
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    organisation_confirmed_on = models.DateField(
        _("confirmed by its focal point"), null=True, editable=False, help_text="Until they change their organisation."
    )
    gender = models.CharField(_("gender"), max_length=12, choices=Gender, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, choices=places.time_zone_choices)
    external_id = models.CharField(_("external id"), max_length=120, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
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
    erased_on = models.DateField(_("erased"), null=True, editable=False)
    created_on = models.DateField(auto_now_add=True)

    # What stands in the database, as far as it was read.
    email_as_read = ""

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="one_person_per_address",
                violation_error_message=_("Another person has this address."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="person_not_merged_into_themselves"
            ),
        ]

    def __str__(self):
        return shown(self.name) or self.email or str(_("Someone whose name was erased"))

    def save(self, *args, **kwargs):
        self.name, self.email = clean_name(self.name), self.email.lower()
        super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, db, field_names, values):
        person = super().from_db(db, field_names, values)
        person.email_as_read = person.__dict__.get("email", "")
        return person

    @property
    def canonical(self):
        return self if self.merged_into is None else self.merged_into.canonical

    @property
    def is_presentable(self):
        """Whether they have said who they are: what an enrolment needs."""
        return bool(self.name and self.organisation_id)
