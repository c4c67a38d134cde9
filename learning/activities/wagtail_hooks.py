from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from learning.people.accounts import page_restrictions

from .admin import ActivitiesGroup, activity_chooser, consents
from .admin.participant_bulk_actions import ACTIONS
from .models import Activity
from .pages import editions
from .pages.base import ActivityPage


@hooks.register("register_admin_viewset")
def register_viewsets():
    # The chooser comes first: the forms of the group use its widget.
    return [activity_chooser, ActivitiesGroup()]


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-activities.css"))


@hooks.register("register_reports_menu_item")
def register_consents_item():
    return consents.menu_item()


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("reports/consents/", consents.ConsentsView.as_view(), name="consents"),
        path("reports/consents/results/", consents.ConsentsView.as_view(results_only=True), name="consents_results"),
    ]


@hooks.register("after_copy_page")
def copy_rules(request, page, new_page):
    """Copy access restrictions and rules of the old activity to the new activity of a copied page.

    Aliases and translations of one page share its activity: nothing is copied for them.
    """
    old, new = page.specific, new_page.specific
    if not isinstance(new, ActivityPage) or new.alias_of_id or old.translation_key == new.translation_key:
        return
    source = old.alias_of.specific if old.alias_of_id else old
    page_restrictions.copy(source, new)
    editions.copy_rules(*(Activity.objects.get(key=one.translation_key) for one in (source, new)))


for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("activities.confirm", gettext_lazy("Confirm figures"), gettext_lazy("Figures confirmed"))
    actions.register_action("activities.reopen", gettext_lazy("Reopen figures"), gettext_lazy("Figures reopened"))

    @actions.register_action("activities.cancel")
    class CancelFormatter(LogFormatter):
        label = gettext_lazy("Cancel")

        def format_message(self, entry):
            return _("Cancelled: %(reason)s") % {"reason": entry.data.get("reason", "")}

    @actions.register_action("activities.write")
    class WriteFormatter(LogFormatter):
        label = gettext_lazy("Write to participants")

        def format_message(self, entry):
            return _("Wrote “%(subject)s” to %(number)s people") % entry.data
