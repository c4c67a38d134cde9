from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from . import screens
from .permissions import SEE_ACTIVITIES, SEE_PEOPLE, SEE_SNAPSHOTS


class FiguresItem(MenuItem):
    """Shown to people who may open it."""

    def __init__(self, label, url_name, icon_name, order, permission=SEE_ACTIVITIES):
        super().__init__(
            label, reverse(f"reports:{url_name}"), name=f"figures-{url_name}", icon_name=icon_name, order=order
        )
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_urls")
def register_urls():
    urls = [
        path("", screens.ParticipantsReportView.as_view(), name="participants"),
        path("results/", screens.ParticipantsReportView.as_view(results_only=True), name="participants_results"),
        path("annual/", screens.AnnualView.as_view(), name="annual"),
        path("annual/freeze/", screens.FreezeView.as_view(), name="freeze"),
        path("frozen/", screens.SnapshotsView.as_view(), name="snapshots"),
        path("frozen/results/", screens.SnapshotsView.as_view(results_only=True), name="snapshots_results"),
        path("frozen/<int:pk>/", screens.SnapshotView.as_view(), name="snapshot"),
        path("frozen/<int:pk>/changes/", screens.ChangesView.as_view(), name="snapshot_changes"),
        path("people/", screens.PeopleView.as_view(), name="people"),
        path("people/results/", screens.PeopleView.as_view(results_only=True), name="people_results"),
        path("participations/", screens.ParticipationsView.as_view(), name="participations"),
        path("participations/file/", screens.ParticipationsFileView.as_view(), name="participations_file"),
        path("recordings/", screens.RecordingsView.as_view(), name="recordings"),
        path("recordings/results/", screens.RecordingsView.as_view(results_only=True), name="recordings_results"),
        path("quality/", screens.QualityView.as_view(), name="quality"),
        path("quality/results/", screens.QualityView.as_view(results_only=True), name="quality_results"),
        path("rules/", screens.RulesView.as_view(), name="rules"),
        path("all/", screens.FiguresIndexView.as_view(), name="index"),
        path("activity/<int:pk>/", screens.ActivityReportView.as_view(), name="activity"),
        *[one for listing in screens.LISTINGS for one in _both(listing)],
    ]
    return [path("figures/", include((urls, "reports")))]


def _both(listing):
    """The address of a listing and that of its results, by the names it goes by itself."""
    name = listing.index_url_name.partition(":")[2]
    yield path(f"{name}/", listing.as_view(), name=name)
    yield path(f"{name}/results/", listing.as_view(results_only=True), name=f"{name}_results")


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-paper.css"))


@hooks.register("register_figures_menu_item")
def register_index():
    return FiguresItem(_("All figures"), "index", "list-ul", 50)


@hooks.register("register_figures_menu_item")
def register_annual():
    return FiguresItem(_("Annual figures"), "annual", "calendar-alt", 100)


@hooks.register("register_figures_menu_item")
def register_participants():
    return FiguresItem(_("Participants by activity"), "participants", "group", 110)


@hooks.register("register_figures_menu_item")
def register_recordings():
    return FiguresItem(_("Recordings and resources"), "recordings", "media", 700)


@hooks.register("register_figures_menu_item")
def register_quality():
    return FiguresItem(_("Data quality"), "quality", "warning", 850, SEE_PEOPLE)


@hooks.register("register_figures_menu_item")
def register_snapshots():
    return FiguresItem(_("Frozen figures"), "snapshots", "lock", 800, SEE_SNAPSHOTS)


@hooks.register("register_figures_menu_item")
def register_rules():
    return FiguresItem(_("How we count"), "rules", "info-circle", 900)


@hooks.register("register_admin_menu_item")
def register_menu():
    figures = Menu(register_hook_name="register_figures_menu_item")
    return SubmenuMenuItem(_("Figures"), figures, name="figures", icon_name="table", order=250)
