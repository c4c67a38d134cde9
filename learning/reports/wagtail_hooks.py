from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import screens, views
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
        path("rules/", views.RulesView.as_view(), name="rules"),
        path("all/", screens.FiguresIndexView.as_view(), name="index"),
        path("activity/<int:pk>/", screens.ActivityView.as_view(), name="activity"),
        *[one for listing in screens.LISTINGS for one in _both(listing)],
    ]
    return [path("figures/", include((urls, "reports")))]


def _both(listing):
    """The address of a listing and that of its results, by the names it goes by itself."""
    name = listing.index_url_name.partition(":")[2]
    yield path(f"{name}/", listing.as_view(), name=name)
    yield path(f"{name}/results/", listing.as_view(results_only=True), name=f"{name}_results")


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return FiguresMenuItem(_("Figures"), reverse("reports:index"), name="figures", icon_name="table", order=250)
