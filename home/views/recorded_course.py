from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from learning.activities.models import Activity
from webinars.models import WebinarPage

from ..recorded_courses import course_of, make_course, may_make, recorded_pages


class RecordedCourseView(WagtailAdminTemplateMixin, FormView):
    """Confirmation page that drafts a course of a webinar's recording."""

    page_title = gettext_lazy("Make a course of the recording")
    header_icon = "list-ul"
    template_name = "home/admin/recorded_course.html"
    form_class = Form

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.webinar = WebinarPage.objects.filter(pk=kwargs["pk"], alias_of=None).first()
        self.pages = recorded_pages(self.webinar.translation_key) if self.webinar else []
        if not self.pages:
            raise Http404

    def dispatch(self, request, *args, **kwargs):
        if not may_make(request.user, self.pages):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        course = make_course(self.webinar.translation_key, self.request.user)
        messages.success(self.request, _("The course is there as a draft."))
        return redirect(reverse("authoring:outline", args=[course.pk]))

    def get_breadcrumbs_items(self):
        items = get_breadcrumbs_items_for_page(self.webinar, self.request.user)
        return [*items, {"url": "", "label": self.get_page_title(), "sublabel": self.webinar.title}]

    def get_context_data(self, **kwargs):
        activity = Activity.objects.get(key=self.webinar.translation_key)
        return {**super().get_context_data(**kwargs), "webinar": self.webinar, "there": course_of(activity)}
