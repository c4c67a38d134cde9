from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..measures.definitions import GROUPS
from ..permissions import SEE_ACTIVITIES
from .persons.participants import ParticipantsReportView


class RulesView(WagtailAdminTemplateMixin, TemplateView):
    """How we count: each rule in a sentence, with its version."""

    page_title = gettext_lazy("How we count")
    header_icon = "info-circle"
    template_name = "reports/admin/rules.html"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(SEE_ACTIVITIES):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        figures = {"url": reverse("reports:participants"), "label": ParticipantsReportView.page_title}
        return [*super().get_breadcrumbs_items(), figures, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=GROUPS, **kwargs)
