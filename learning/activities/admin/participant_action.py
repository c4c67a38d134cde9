"""The base of actions on chosen participants: a page that asks, then the action for each."""

from django.http import Http404
from django.utils.translation import ngettext
from wagtail.admin import messages

from learning.core.admin_kit.chosen_rows import ChosenRowsAction
from learning.core.errors import BusinessError

from ..models import Enrolment
from .access import RUN, may


class ParticipantAction(ChosenRowsAction):
    """`action(enrolment)` is done to every chosen enrolment that `is_possible`; who is refused is told by name."""

    models = [Enrolment]
    template_name = "activities/admin/bulk_action.html"
    icon, permission = "user", RUN

    @classmethod
    def rows(cls, model):
        return model.objects.select_related("activity", "person", "organisation")

    def get_all_objects_in_listing_query(self, parent_id):
        """Refuse to act on a whole listing: its rows depend on filters that the confirmation page can't show."""
        raise Http404

    def check_perm(self, enrolment):
        return may(self.request.user, RUN, enrolment.activity) and self.is_possible(enrolment)

    def get_execution_context(self):
        return {"action": self}

    @classmethod
    def execute_action(cls, objects, action=None, **kwargs):
        done = 0
        for enrolment in objects:
            try:
                action.action(enrolment)
            except BusinessError as refused:
                messages.error(action.request, f"{enrolment.person}: {refused}")
            else:
                done += 1
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        done = num_parent_objects
        return (
            ngettext("Done for %(done)d person.", "Done for %(done)d people.", done) % {"done": done} if done else None
        )
