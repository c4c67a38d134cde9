"""Wagtail hooks of question import and export: buttons on a quiz's page, and admin addresses."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from ..models import QuizPage
from . import import_file, views


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("quiz-questions/<int:pk>/import/", views.QuestionImportView.as_view(), name="quiz_import"),
        path("quiz-questions/<int:pk>/import/<int:file>/", views.QuestionPreviewView.as_view(), name="quiz_dry_run"),
        path(
            "quiz-questions/<int:pk>/import/<int:file>/encoding/",
            views.QuestionEncodingView.as_view(),
            name="quiz_encoding",
        ),
        path("quiz-questions/<int:pk>/export/", views.ExportView.as_view(), name="quiz_export"),
        path("quiz-questions/<int:pk>/export/<slug:form>/", views.DownloadView.as_view(), name="quiz_download"),
    ]


def _buttons(page, user):
    if not isinstance(page, QuizPage) or not page.permissions_for_user(user).can_edit():
        return
    if import_file.may_import(page, user):
        yield Button(_("Import questions"), reverse("quiz_import", args=[page.pk]), icon_name="upload", priority=35)
    yield Button(_("Export questions"), reverse("quiz_export", args=[page.pk]), icon_name="download", priority=36)


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    yield from _buttons(page, user)
