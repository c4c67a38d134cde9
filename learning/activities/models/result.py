from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from learning.people.models import Person

from .enrolment import Enrolment


class Result(models.Model):
    """A score out of a maximum, of a quiz, a test or an assignment."""

    class Purpose(models.TextChoices):
        QUIZ = "quiz", _("Quiz")
        PRE_TEST = "pre_test", _("Test before")
        POST_TEST = "post_test", _("Test after")
        ASSIGNMENT = "assignment", _("Assignment")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="results")
    purpose = models.CharField(max_length=10, choices=Purpose)
    step_key = models.UUIDField(null=True, blank=True)
    score = models.DecimalField(max_digits=8, decimal_places=2)
    out_of = models.DecimalField(max_digits=8, decimal_places=2)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["taken_at", "id"]
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.CheckConstraint(
                condition=Q(out_of__gt=0, score__gte=0, score__lte=F("out_of")), name="result_within_its_maximum"
            )
        ]

    def __str__(self):
        return f"{self.score} / {self.out_of}"


class Feedback(models.Model):
    """Rating and comment of a participant on an activity."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="feedback")
    rating = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    comment = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self):
        return f"{self.enrolment}: {self.rating}"


class Consent(models.Model):
    """One consent of a person to one use of their data. It is revoked, never edited."""

    class Purpose(models.TextChoices):
        NEWSLETTER = "newsletter", _("Newsletter")
        PHOTO = "photo", _("Photographs")
        RECORDING = "recording", _("Recording")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(revoked_at=None), name="one_standing_consent_per_purpose"
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.purpose}"
