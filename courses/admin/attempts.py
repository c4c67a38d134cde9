"""Attempts at the quizzes of a course in the admin: a list, and one page for each."""

import django_filters
from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learning.activities.admin import access
from learning.people.admin.audited_export import AuditedExport

from ..models import Attempt
from ..quizzes.review import review

OUTCOMES = [("passed", _("Passed")), ("failed", _("Not passed")), ("done", _("Handed in")), ("open", _("Under way"))]
ASKED_AS = {
    "passed": {"passed": True},
    "failed": {"passed": False},
    "done": {"submitted_at__isnull": False},
    "open": {"submitted_at": None},
}


def outcome(attempt):
    if attempt.is_under_way:
        return _("Under way")
    return {True: _("Passed"), False: _("Not passed"), None: _("Handed in")}[attempt.passed]


def points(attempt):
    return "" if attempt.is_under_way else f"{attempt.score.normalize():f} / {attempt.out_of.normalize():f}"


def minute(name):
    return lambda attempt: f"{moment:%Y-%m-%d %H:%M}" if (moment := getattr(attempt, name)) else ""


class AttemptFilterSet(WagtailFilterSet):
    quiz = django_filters.ChoiceFilter(
        label=_("Quiz"), field_name="quiz_key", choices=[], empty_label=_("All"), widget=forms.RadioSelect
    )
    outcome = django_filters.ChoiceFilter(
        label=_("Outcome"), choices=OUTCOMES, empty_label=_("All"), widget=forms.RadioSelect, method="filter_outcome"
    )

    class Meta:
        model = Attempt
        fields = ["quiz", "outcome"]

    def __init__(self, *args, queryset, **kwargs):
        super().__init__(*args, queryset=queryset, **kwargs)
        found = queryset.order_by("quiz_key", "-pk").values_list("quiz_key", "title")
        self.filters["quiz"].extra["choices"] = [(str(key), title) for key, title in dict(found).items()]

    def filter_outcome(self, attempts, name, value):
        return attempts.filter(**ASKED_AS[value])


class AttemptsView(access.OfOneActivity, AuditedExport, IndexView):
    permission = access.SEE_PEOPLE
    any_permission_required = None
    model = Attempt
    page_title = _("Attempts at quizzes")
    verbose_name_plural = _("attempts")
    template_name = "courses/admin/quizzes/attempts.html"
    index_url_name = "quiz_attempts"
    filterset_class = AttemptFilterSet
    search_fields = ["enrolment__person__name", "enrolment__person__email", "title"]
    default_ordering = "-started_at"
    paginate_by = 100

    def get_base_queryset(self):
        found = Attempt.objects.filter(enrolment__activity=self.activity).defer("questions", "answers")
        return found.select_related("enrolment__person__merged_into__merged_into")

    def get_filterset_kwargs(self):
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}

    def get_index_url(self):
        return reverse("quiz_attempts", args=[self.activity.pk])

    def get_index_results_url(self):
        return reverse("quiz_attempts_results", args=[self.activity.pk])

    def attempt_url(self, attempt):
        return reverse("quiz_attempt", args=[self.activity.pk, attempt.pk])

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(TitleColumn)(
                "name",
                label=_("Name"),
                accessor="enrolment.person.canonical",
                sort_key="enrolment__person__name",
                get_url=self.attempt_url,
            ),
            Column("title", label=_("Quiz"), accessor="title", sort_key="title"),
            Column("number", label=_("Attempt"), accessor="number", sort_key="number"),
            Column("started_at", label=_("Begun"), accessor=minute("started_at"), sort_key="started_at"),
            Column("submitted_at", label=_("Handed in"), accessor=minute("submitted_at"), sort_key="submitted_at"),
            Column("score", label=_("Points"), accessor=points, sort_key="score"),
            Column("outcome", label=_("Outcome"), accessor=outcome, sort_key="passed"),
        ]

    @cached_property
    def header_buttons(self):
        return []

    export_headings = {
        "name": _("Name"),
        "title": _("Quiz"),
        "number": _("Attempt"),
        "started_at": _("Begun"),
        "submitted_at": _("Handed in"),
        "score": _("Points"),
        "out_of": _("of"),
        "outcome": _("Outcome"),
    }
    list_export = list(export_headings)

    def audited_details(self):
        return {"list": "attempts", "activity": self.activity.pk}

    def get_filename(self):
        return f"attempts-{self.activity.pk}"

    def to_row_dict(self, attempt):
        return {
            "name": attempt.enrolment.person.canonical.name,
            "title": attempt.title,
            "number": attempt.number,
            "started_at": minute("started_at")(attempt),
            "submitted_at": minute("submitted_at")(attempt),
            "score": attempt.score,
            "out_of": attempt.out_of,
            "outcome": str(outcome(attempt)),
        }


class AdminAttemptView(access.OfOneActivity, WagtailAdminTemplateMixin, TemplateView):
    """Show the questions and answers of one attempt as they were; an attempt under way is not reviewed."""

    permission = access.SEE_PEOPLE
    template_name = "courses/admin/quizzes/attempt.html"

    def dispatch(self, request, *args, **kwargs):
        found = Attempt.objects.select_related("enrolment__person__merged_into__merged_into")
        self.attempt = found.filter(enrolment__activity=self.activity, pk=kwargs["attempt"]).first()
        if self.attempt is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.attempt)

    def get_page_subtitle(self):
        return str(self.attempt.enrolment.person.canonical)

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        above = {"url": reverse("quiz_attempts", args=[self.activity.pk]), "label": _("Attempts at quizzes")}
        return [*items[:-1], above, items[-1]]

    def get_context_data(self, **kwargs):
        attempt = self.attempt
        return {
            **super().get_context_data(**kwargs),
            "attempt": attempt,
            "points": points(attempt),
            "outcome": outcome(attempt),
            "reviewed": [] if attempt.is_under_way else review(attempt.questions, attempt.answers),
        }
