from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Page

from learning.activities.models import Activity

from .. import course_preview, errors, new_pages, order
from ..draft_outline import state_of
from ..forms import StepForm
from .access import OfOneCourse


class OutlineView(OfOneCourse, FormView):
    """The modules and lessons of a course on one page, with a short form to add one."""

    page_title = gettext_lazy("Outline")
    template_name = "courses/admin/outline.html"
    form_class = StepForm
    tab = "outline"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "course": self.course}

    def get_initial(self):
        return {"minutes": 15, "below": self.request.GET.get("below", "")}

    def form_valid(self, form):
        title = form.cleaned_data["title"]
        try:
            page = new_pages.add(
                form.parent,
                form.cleaned_data["kind"],
                title=title,
                user=self.request.user,
                minutes=form.cleaned_data["minutes"],
            )
        except ValidationError as error:
            form.add_error("title", " ".join(error.messages))
            return self.form_invalid(form)
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Write it"))
        messages.success(self.request, _("“%(title)s” is added as a draft.") % {"title": title}, buttons=[edit])
        below = form.cleaned_data["below"]
        return redirect(f"{self.address('outline')}{f'?below={below}' if below else ''}#add")

    @cached_property
    def header_buttons(self):
        preview = course_preview.address_of(self.course)
        return [
            HeaderButton(_("Edit"), url=reverse("wagtailadmin_pages:edit", args=[self.course.pk]), icon_name="edit"),
            HeaderButton(_("Preview as a learner"), url=preview, icon_name="view", attrs={"target": "_blank"}),
        ]

    @cached_property
    def header_more_buttons(self):
        activity = Activity.objects.filter(key=self.course.translation_key).first()
        if activity is None or not self.request.user.has_perm("activities.view_activity"):
            return []
        url = reverse("activity:inspect", args=[activity.pk])
        return [Button(_("Activity: dates and people"), url=url, icon_name="calendar-alt", priority=10)]

    def get_context_data(self, **kwargs):
        states = {page.pk: page for page in self._courses()}
        return {
            **super().get_context_data(**kwargs),
            "plan": self.plan,
            "states": [(edition, state_of(states[edition.pk])) for edition in self.editions],
            "can_order": self.permissions.can_reorder_children(),
            "can_add": self.permissions.can_add_subpage(),
        }

    def _courses(self):
        """Return the course's page in each language, with the data that `state_of` reads."""
        found = Page.objects.filter(pk__in=[edition.pk for edition in self.editions])
        return found.annotate_approved_schedule().prefetch_workflow_states()


class MoveView(OfOneCourse, View):
    """POST moves a page: one place with `direction` (the buttons), to a position with `?position=` (dragging)."""

    http_method_names = ["post"]

    def may(self):
        return super().may() and self.permissions.can_reorder_children()

    def post(self, request, pk, page):
        page = get_object_or_404(Page.objects.descendant_of(self.course).filter(alias_of=None), pk=page)
        if "position" in request.GET:
            return self._drop(page)
        direction = request.POST.get("direction")
        if direction not in {"up", "down"}:
            return HttpResponseBadRequest()
        try:
            order.step(self.course, page, direction, request.user)
        except errors.AuthoringRefused as refused:
            messages.error(request, str(refused))
        return redirect(f"{self.address('outline')}#page-{page.pk}")

    def _drop(self, page):
        position = self.request.GET["position"]
        if not position.isdecimal():
            return HttpResponseBadRequest()
        order.put(self.course, page, int(position), self.request.user)
        return HttpResponse(status=204)


class PreviewView(OfOneCourse, View):
    """Preview of the course or one of its lessons as an enrolled learner will see it: drafts included."""

    def get(self, request, pk, page=None):
        pages = Page.objects.descendant_of(self.course, inclusive=True).filter(alias_of=None)
        found = get_object_or_404(pages, pk=page or self.course.pk)
        draft = found.specific.get_latest_revision_as_object()
        if not draft.is_previewable() or course_preview.ENROLLED not in dict(draft.preview_modes):
            raise PermissionDenied
        return draft.make_preview_request(request, course_preview.ENROLLED)
