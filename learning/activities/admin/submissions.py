"""Submissions in the admin, and marking them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from ..assignments import access as submission_access
from ..forms.marks import MarkForm
from ..labels import moment
from ..models import Activity, Assignment
from . import access


class OfOneAssignment(access.OfOneActivity):
    """Mixin of views about the assignment with the `pk` of the URL, for users who may run activities."""

    header_icon = "edit"

    def setup(self, request, *args, **kwargs):
        found = Assignment.objects.select_related("activity").prefetch_related("criteria")
        self.assignment = get_object_or_404(found, pk=kwargs["pk"])
        super().setup(request, *args, **{**kwargs, "pk": self.assignment.activity_id})

    def get_activities(self):
        return Activity.objects.all()

    def tabs(self):
        """Return the tabs of the activity, none of them as the current one."""
        return [(url, label, False) for url, label, _is_here in super().tabs()]

    def get_page_subtitle(self):
        return self.assignment.activity.title

    def get_breadcrumbs_items(self):
        here = {"url": reverse("assignment:inspect", args=[self.assignment.pk]), "label": self.assignment.title}
        return [
            *self.breadcrumbs_items,
            {"url": reverse("assignment:index"), "label": _("Assignments")},
            {**here, "sublabel": self.activity.title},
        ]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "assignment": self.assignment}


class SubmissionsView(OfOneAssignment, WagtailAdminTemplateMixin, TemplateView):
    """List of the submissions of an assignment, unmarked ones first."""

    page_title = gettext_lazy("What was handed in")
    template_name = "activities/admin/submissions.html"

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm("activities.change_assignment"):
            return []
        return [HeaderButton(_("Edit"), url=reverse("assignment:edit", args=[self.assignment.pk]), icon_name="edit")]

    def get_context_data(self, **kwargs):
        due_at = self.assignment.due_at
        return {
            **super().get_context_data(**kwargs),
            "submissions": submission_access.to_look_at(self.assignment),
            "due": moment(due_at, self.assignment.zone) if due_at else "",
        }


class MarkView(OfOneAssignment, WagtailAdminTemplateMixin, TemplateView):
    """One person's submission with the rubric to mark it."""

    page_title = gettext_lazy("Mark")
    template_name = "activities/admin/mark.html"

    def dispatch(self, request, *args, **kwargs):
        found = [one for one in submission_access.to_look_at(self.assignment) if one.pk == kwargs["submission"]]
        if access.may(request.user, self.permission, self.activity) and not found:
            raise Http404
        self.submission = next(iter(found), None)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.submission.enrolment.person.canonical)}]

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or MarkForm(submission=self.submission)
        return {
            **super().get_context_data(**kwargs),
            "submission": self.submission,
            "earlier": submission_access.before(self.submission),
            "form": form,
        }

    def post(self, request, *args, **kwargs):
        form = MarkForm(request.POST, submission=self.submission)
        if not form.is_valid() or form.mark(request.user) is None:
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("Marked. The participant gets an e-mail."))
        return redirect("assignment:inspect", self.assignment.pk)
