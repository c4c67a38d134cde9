"""Roles are groups.

Each app lists the permissions of its roles in its own `permissions.py`; this module grants them.
"""

from importlib import import_module

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

OFFICER, STAFF, TRAINER, ADMINISTRATOR = "Learning officers", "Reporting staff", "Trainers", "Administrators"
ROLES = (OFFICER, STAFF, TRAINER, ADMINISTRATOR)
APPS = (
    *("learning.core", "learning.people", "learning.media", "learning.activities", "learning.certificates"),
    *("learning.reports", "learning.reports.api", "courses", "webinars"),
)

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
COLLECTION_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
    "add_media",
    "change_media",
)


def grant():
    """Grant every role the permissions that the apps list.

    Idempotent; keeps permissions that an administrator added.
    """
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in ROLES}
    for app in APPS:
        for role, codenames in import_module(f"{app}.permissions").ROLES.items():
            _give(groups[role], app, codenames)
    for role in (OFFICER, STAFF, ADMINISTRATOR):
        groups[role].permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        )
    for role in (OFFICER, ADMINISTRATOR):
        _give_pages(groups[role])
    _give_accounts(groups[ADMINISTRATOR])
    _set_workflow(groups[OFFICER])


def _give(group, app, codenames):
    label = app.rsplit(".", 1)[-1]
    found = Permission.objects.filter(content_type__app_label=label, codename__in=codenames)
    missing = set(codenames) - {permission.codename for permission in found}
    if missing:
        raise LookupError(f"{app}.permissions names permissions that do not exist: {sorted(missing)}")
    group.permissions.add(*found)


def _give_pages(group):
    root, collection = Page.objects.get(depth=1), Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for permission in Permission.objects.filter(codename__in=COLLECTION_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="wagtail_localize", codename="submit_translation")
    )


def _give_accounts(group):
    accounts = Permission.objects.filter(content_type__app_label="people", codename__endswith="_user")
    groups = Permission.objects.filter(content_type__app_label="auth", codename__endswith="_group")
    group.permissions.add(*accounts, *groups)


def _set_workflow(officers):
    """Set one workflow on the whole tree: an officer approves."""
    task, _is_new = GroupApprovalTask.objects.get_or_create(name="Approval by a learning officer")
    task.groups.add(officers)
    workflow, _is_new = Workflow.objects.get_or_create(name="Approval by a learning officer")
    # Without a task Wagtail approves at once whatever is submitted.
    if not WorkflowTask.objects.filter(workflow=workflow).exists():
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.get_or_create(page=Page.objects.get(depth=1), defaults={"workflow": workflow})
