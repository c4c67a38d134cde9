"""Bulk actions on accounts. Superusers are left to superusers."""

from wagtail.users.views.bulk_actions.assign_role import AssignRoleBulkAction
from wagtail.users.views.bulk_actions.set_active_state import SetActiveStateBulkAction


class LeavesSuperusers:
    def check_perm(self, user):
        return super().check_perm(user) and (self.request.user.is_superuser or not user.is_superuser)


class AssignRole(LeavesSuperusers, AssignRoleBulkAction):
    pass


class SetActiveState(LeavesSuperusers, SetActiveStateBulkAction):
    pass
