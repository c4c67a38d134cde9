from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy

from .admin.accommodations import Accommodate
from .admin.attempts import AdminAttemptView, AttemptsView
from .authoring import urls
from .authoring.views.publish_checks import PublishChecksReportView
from .models import CoursePage, ModulePage, StepPage
from .question_io import admin_hooks as exchange_hooks  # noqa: F401


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("courses/", include(urls)),
        path("quizzes/<int:pk>/", AttemptsView.as_view(), name="quiz_attempts"),
        path("quizzes/<int:pk>/results/", AttemptsView.as_view(results_only=True), name="quiz_attempts_results"),
        path("quizzes/<int:pk>/attempts/<int:attempt>/", AdminAttemptView.as_view(), name="quiz_attempt"),
        path("reports/courses/", PublishChecksReportView.as_view(), name="course_gaps"),
        path(
            "reports/courses/results/", PublishChecksReportView.as_view(results_only=True), name="course_gaps_results"
        ),
    ]


hooks.register("register_bulk_action", Accommodate)


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-courses.css"))


class GapsMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, ["change"])


@hooks.register("register_reports_menu_item")
def register_gaps_item():
    label, url = gettext_lazy("Courses before publishing"), reverse("course_gaps")
    return GapsMenuItem(label, url, name="course-gaps", icon_name="tasks", order=720)


def outline_button(page, user, **kwargs):
    """Yield the button from a course, or from a page in it, to its outline."""
    model = page.specific_class or object
    if page.alias_of_id or not issubclass(model, (CoursePage, ModulePage, StepPage)):
        return
    course = page if model is CoursePage else CoursePage.objects.ancestor_of(page).first()
    if course and course.permissions_for_user(user).can_edit():
        yield Button(_("Outline"), reverse("authoring:outline", args=[course.pk]), icon_name="list-ul", priority=12)


hooks.register("register_page_header_buttons", outline_button)


@hooks.register("register_page_listing_more_buttons")
def outline_in_listings(page, user, **kwargs):
    if page.specific_class is CoursePage:
        yield from outline_button(page, user)
