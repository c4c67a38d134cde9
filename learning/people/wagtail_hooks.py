from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .accounts.second_factor import guard_restricted_content
from .admin import PeopleGroup, organisation_chooser, person_chooser
from .admin.account_bulk_actions import AssignRole, SetActiveState
from .admin.audit_log import SEE, AuditLogView
from .admin.proposals import CHANGE, ProposalsPanel


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [PeopleGroup(), organisation_chooser, person_chooser]


for action in (AssignRole, SetActiveState):
    # After Wagtail's own of the same name, which they replace.
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("before_serve_page")
def guard_page(page, request, args, kwargs):
    return guard_restricted_content(request, page.get_view_restrictions())


@hooks.register("before_serve_document", order=-1)
def guard_document(document, request):
    return guard_restricted_content(request, document.collection.get_view_restrictions())


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("people.merge", _("Merge"), _("Merged into another"))
    actions.register_action("people.unmerge", _("Undo a merging"), _("Counts as itself again"))
    actions.register_action("people.set_apart", _("Set apart"), _("Set apart from another person"))
    actions.register_action(
        "people.take_back_apart", _("Undo setting apart"), _("May be one with another person again")
    )
    actions.register_action("people.confirm", _("Confirm"), _("Confirmed"))


class ItemFor(MenuItem):
    """For those who have the permission."""

    def __init__(self, *args, permission, **kwargs):
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


@hooks.register("register_reports_menu_item")
def register_audit_log_item():
    address, words = reverse("audit_log"), {"name": "audit-log", "icon_name": "history", "order": 1200}
    return ItemFor(_("Audit log"), address, permission=SEE, **words)


@hooks.register("register_people_menu_item")
def register_proposals_item():
    address, words = reverse("organisation:proposals"), {"name": "proposals", "icon_name": "check", "order": 10}
    return ItemFor(_("Proposed organisations"), address, permission=CHANGE, **words)


@hooks.register("construct_homepage_panels")
def add_proposals(request, panels):
    if request.user.has_perm(CHANGE):
        panels.append(ProposalsPanel())


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("reports/audit-log/", AuditLogView.as_view(), name="audit_log"),
        path("reports/audit-log/results/", AuditLogView.as_view(results_only=True), name="audit_log_results"),
    ]
