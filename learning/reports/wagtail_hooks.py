from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views
from .permissions import SEE_ACTIVITIES


class FiguresMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(SEE_ACTIVITIES)


@hooks.register("register_admin_urls")
def register_urls():
    urls = [
        path("", views.ParticipantsReportView.as_view(), name="participants"),
        path("results/", views.ParticipantsReportView.as_view(results_only=True), name="participants_results"),
        path("people/", views.PeopleView.as_view(), name="people"),
        path("people/results/", views.PeopleView.as_view(results_only=True), name="people_results"),
        path("recordings/", views.RecordingsView.as_view(), name="recordings"),
        path("recordings/results/", views.RecordingsView.as_view(results_only=True), name="recordings_results"),
        path("quality/", views.QualityView.as_view(), name="quality"),
        path("quality/results/", views.QualityView.as_view(results_only=True), name="quality_results"),
        path("rules/", views.RulesView.as_view(), name="rules"),
    ]
    return [path("figures/", include((urls, "reports")))]


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return FiguresMenuItem(_("Figures"), reverse("reports:participants"), name="figures", icon_name="table", order=250)
