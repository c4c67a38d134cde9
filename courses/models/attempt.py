from fractions import Fraction
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from learning.activities.models import Enrolment, Result


class Attempt(models.Model):
    """One try at a quiz. It keeps the questions it was asked, with their right answers and its rules, as they were:
    editing the quiz changes no attempt. Written by the actions of `quizzes.attempting` alone.

    Editing the quiz changes no attempt. Only the actions of `quizzes.actions` and `quizzes.accommodations` write it.
    The shapes of questions and answers are described in `quizzes.frozen_questions` and `quizzes.posted_answers`.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    quiz_key = models.UUIDField(help_text="The quiz pages' translation key.")
    number = models.PositiveSmallIntegerField(_("attempt"))
    title = models.CharField(_("quiz"), max_length=255)
    purpose = models.CharField(_("kind"), max_length=10, choices=Result.Purpose)
    language = models.CharField(max_length=10)
    questions = models.JSONField()
    per_page = models.PositiveSmallIntegerField(null=True)
    pass_mark = models.PositiveSmallIntegerField(null=True, help_text="Per cent.")
    minutes = models.PositiveSmallIntegerField(null=True, help_text="The time limit without extra time.")
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(_("begun"))
    deadline = models.DateTimeField(_("deadline"), null=True)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True)
    was_late = models.BooleanField(default=False, help_text="Time ran out: what had been saved counts.")
    score = models.DecimalField(_("points"), max_digits=8, decimal_places=2, null=True)
    out_of = models.DecimalField(_("of"), max_digits=8, decimal_places=2, null=True)
    passed = models.BooleanField(_("passed"), null=True, help_text="None where nothing has to be passed.")

    class Meta:
        ordering = ["started_at", "id"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "quiz_key", "number"], name="attempt_numbered_once"),
            models.UniqueConstraint(
                fields=["enrolment", "quiz_key"], condition=Q(submitted_at=None), name="one_attempt_under_way"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, score=None, out_of=None, passed=None)
                | Q(submitted_at__isnull=False, score__gte=0, score__lte=F("out_of")),
                name="attempt_scored_when_handed_in",
            ),
        ]
        indexes = [models.Index(fields=["quiz_key", "submitted_at"], name="attempts_of_quiz")]

    def __str__(self):
        return f"{self.title} · {self.number}"

    @property
    def is_under_way(self):
        return self.submitted_at is None

    @property
    def per_cent(self):
        """Score in whole per cent, half a per cent rounded up, but never up to a pass mark that was not reached."""
        if not self.out_of:
            return 0
        share = Fraction(self.score) * 100 / Fraction(self.out_of)
        rounded = int(share + Fraction(1, 2))
        return int(share) if self.pass_mark and share < self.pass_mark <= rounded else rounded


class Accommodation(models.Model):
    """More time or more attempts at every quiz of one activity for one person. The reason is not stored."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="accommodation")
    extra_time = models.PositiveSmallIntegerField(_("extra time"), default=0, help_text="Per cent of the time limit.")
    extra_attempts = models.PositiveSmallIntegerField(_("extra attempts"), default=0)
    given_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")

    def __str__(self):
        return f"{self.enrolment}: +{self.extra_time} %"
