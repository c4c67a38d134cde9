from django.urls import path
from wagtail import hooks

from .emails.admin import listing, permissions
from .emails.admin.actions import ACTIONS
from .emails.admin.panel import NotSentPanel

for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_reports_menu_item")
def register_not_sent_item():
    return listing.menu_item()


@hooks.register("construct_homepage_panels")
def add_not_sent(request, panels):
    if request.user.has_perm(permissions.SEE):
        panels.append(NotSentPanel())


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("reports/mail-not-sent/", listing.NotSentView.as_view(), name="mail_not_sent"),
        path(
            "reports/mail-not-sent/results/",
            listing.NotSentView.as_view(results_only=True),
            name="mail_not_sent_results",
        ),
    ]
