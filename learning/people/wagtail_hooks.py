from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .viewsets import PeopleGroup, organisation_chooser, person_chooser


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [PeopleGroup(), organisation_chooser, person_chooser]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("people.merge", _("Merge"), _("Merged into another"))
    actions.register_action("people.unmerge", _("Undo a merging"), _("Counts as itself again"))
    actions.register_action("people.confirm", _("Confirm"), _("Confirmed"))
