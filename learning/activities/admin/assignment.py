import django_filters
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from learning.core.admin_kit.strict_filters import StrictFilters

from ..assignments import access as submission_access
from ..assignments import edit as assignment_edit
from ..forms.assignment import AssignmentForm
from ..labels import moment
from ..models import Activity, Assignment
from .submissions import MarkView, SubmissionsView


class AssignmentFilterSet(WagtailFilterSet):
    activity = django_filters.ModelChoiceFilter(
        label=_("Activity"), queryset=Activity.objects.filter(assignments__isnull=False).distinct()
    )

    class Meta:
        model = Assignment
        fields = ["activity"]


class AssignmentIndexView(StrictFilters, generic.IndexView):
    """List of assignments. A title links to the submissions of the assignment."""

    default_ordering = "-due_at"
    filterset_class = AssignmentFilterSet
    search_fields = ["title", "activity__title"]

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(TitleColumn)(
                "title", label=_("Title"), sort_key="title", get_url=self.get_inspect_url
            ),
            Column("activity", label=_("Activity"), sort_key="activity__title"),
            Column("due", label=_("Due"), accessor=due, sort_key="due_at"),
            BooleanColumn("is_required", label=_("Required"), sort_key="is_required"),
            Column("handed_in", label=_("Handed in"), sort_key="handed_in"),
            Column("to_mark", label=_("To mark"), sort_key="to_mark"),
        ]

    def get_base_queryset(self):
        return submission_access.with_counts(super().get_base_queryset().select_related("activity"))


def due(assignment):
    return moment(assignment.due_at, assignment.zone) if assignment.due_at else ""


class ToSubmissions:
    """Mixin: after saving, redirect to the submissions of the assignment."""

    def get_success_url(self):
        return reverse("assignment:inspect", args=[self.object.pk])


class AssignmentCreateView(ToSubmissions, generic.CreateView):
    """Create an assignment. With `?activity=<id>` the form starts with that activity and its time zone."""

    def get_initial_form_instance(self):
        asked = self.request.GET.get("activity", "")
        activity = Activity.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        return Assignment(activity=activity, time_zone=activity.time_zone) if activity else None

    def save_instance(self):
        return assignment_edit.save_assignment(self.form.instance, super().save_instance)


class AssignmentEditView(ToSubmissions, generic.EditView):
    def save_instance(self):
        return assignment_edit.save_assignment(self.object, super().save_instance)


class AssignmentDeleteView(generic.DeleteView):
    """Delete an assignment. It is refused if something was handed in for it."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("It stays for the record: something was handed in for it."))
            return redirect("assignment:inspect", self.object.pk)

    def delete_action(self):
        assignment_edit.discard(self.object, super().delete_action)


class AssignmentViewSet(ModelViewSet):
    """Admin of the assignments of activities."""

    model = Assignment
    name = "assignment"
    url_prefix = "assignments"
    icon = "edit"
    menu_label = _("Assignments")
    index_view_class = AssignmentIndexView
    add_view_class = AssignmentCreateView
    edit_view_class = AssignmentEditView
    delete_view_class = AssignmentDeleteView
    inspect_view_enabled = True
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("activity"),
            FieldPanel("title"),
            FieldPanel("language"),
            FieldPanel("instructions"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("takes_text"), FieldPanel("takes_file")]),
                    FieldRowPanel([FieldPanel("due_at"), FieldPanel("time_zone")]),
                    FieldPanel("takes_late"),
                ],
                heading=_("Handing in"),
            ),
            InlinePanel(
                "criteria",
                heading=_("Rubric"),
                label=_("criterion"),
                min_num=1,
                max_num=10,
                help_text=_("Three to five criteria are enough. Participants see them before they write."),
                panels=[FieldRowPanel([FieldPanel("title"), FieldPanel("points")]), FieldPanel("description")],
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("pass_points"), FieldPanel("is_required")])], heading=_("Passing")
            ),
        ],
        base_form_class=AssignmentForm,
    )

    def get_urlpatterns(self):
        return [
            *[pattern for pattern in super().get_urlpatterns() if pattern.name != "inspect"],
            path("<int:pk>/", SubmissionsView.as_view(), name="inspect"),
            path("<int:pk>/submissions/<int:submission>/", MarkView.as_view(), name="mark"),
        ]
