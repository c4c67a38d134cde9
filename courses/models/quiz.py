from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from learning.activities.models import Result
from learning.activities.pages.context import RegisteredContextMixin

from ..quizzes.blocks import QuizBlock
from ..quizzes.types.base import TEXT_FEATURES
from ..time_zone_panel import MomentPanel
from .step import StepPage

PURPOSES = [(purpose.value, purpose.label) for purpose in Result.Purpose if purpose != Result.Purpose.ASSIGNMENT]


class QuizPage(RegisteredContextMixin, StepPage):
    """A step of a course that asks questions. The rules of the page in the main language apply in every language."""

    parent_page_types = ["courses.CoursePage", "courses.ModulePage"]
    subpage_types = []
    template = "courses/quiz.html"
    # A lesson has these and a quiz does not; code that handles both reads them.
    body = sources = ()

    intro = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES, help_text=_("Read before one begins."))
    purpose = models.CharField(
        _("what it is for"),
        max_length=10,
        choices=PURPOSES,
        default=Result.Purpose.QUIZ,
        help_text=_("A test before and a test after give what was learned in between."),
    )
    questions = StreamField(QuizBlock(), verbose_name=_("questions"), blank=True)

    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Percentage of the points. If empty, handing the quiz in is enough."),
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as wanted."),
    )
    cool_down = models.PositiveIntegerField(
        _("cool-down"), default=0, help_text=_("Minutes between an attempt and the next.")
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Minutes for one attempt. If empty, there is no limit. You can give a person more time on the activity's "
            "page."
        ),
    )
    per_page = models.PositiveSmallIntegerField(
        _("questions on a page"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: all on one."),
    )
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=False)
    shuffle_options = models.BooleanField(_("shuffle the options"), default=True)
    explains_each_attempt = models.BooleanField(
        _("explain after each attempt"),
        default=False,
        help_text=_(
            "Feedback and explanations of the questions that were answered. Otherwise they are shown once someone has "
            "passed, has no attempt left, or the quiz has closed."
        ),
    )
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("purpose"), FieldPanel("minutes")]),
        FieldPanel("summary"),
        FieldPanel("intro"),
        FieldPanel("questions"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("attempts"), FieldPanel("cool_down")]),
                FieldRowPanel([FieldPanel("time_limit"), FieldPanel("per_page")]),
                FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_options")]),
                FieldPanel("explains_each_attempt"),
                FieldRowPanel([MomentPanel("opens_at"), MomentPanel("closes_at"), FieldPanel("is_optional")]),
            ],
            heading=_("Rules"),
            help_text=_("An attempt under way keeps its questions, its pass mark and its time."),
        ),
    ]
    exclude_fields_in_copy = [*StepPage.exclude_fields_in_copy, "closes_at"]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def clean(self):
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("It closes before it opens.")})
