from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from webinars.models import WebinarPage

from .admin_agenda import LOOK, AgendaPanel
from .recorded_courses import may_make, recorded_pages
from .views.recorded_course import RecordedCourseView


@hooks.register("construct_homepage_panels")
def add_agenda(request, panels):
    if request.user.has_perm(LOOK):
        panels.append(AgendaPanel())


@hooks.register("register_admin_urls")
def register_urls():
    return [path("webinars/<int:pk>/course/", RecordedCourseView.as_view(), name="recorded_course")]


@hooks.register("register_page_header_buttons")
def course_button(page, user, **kwargs):
    """Add a button to webinar pages that have a recording."""
    is_webinar = page.specific_class is WebinarPage and page.alias_of_id is None
    if is_webinar and may_make(user, recorded_pages(page.translation_key)):
        url = reverse("recorded_course", args=[page.pk])
        yield Button(_("Make a course of the recording"), url, icon_name="list-ul", priority=80)
