"""A page that asks about the participants who were chosen, and then does the deed for each."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_list_or_404
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from .. import errors
from ..models import Enrolment
from .guarding import RUN, may


class ParticipantAction(BulkAction):
    """`deed(enrolment)` is done to every chosen enrolment that `is_possible`; who is refused is told by name."""

    models = [Enrolment]
    template_name = "activities/admin/bulk_action.html"
    icon = "user"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RUN):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model, object_ids):
        if not all(str(pk).isdecimal() and len(str(pk)) < 19 for pk in object_ids):
            raise Http404
        return get_list_or_404(model.objects.select_related("activity", "person", "organisation"), pk__in=object_ids)

    def get_all_objects_in_listing_query(self, parent_id):
        """Whole listings aren't acted on: what they hold depends on filters that the confirmation can't show."""
        raise Http404

    def check_perm(self, enrolment):
        return may(self.request.user, RUN, enrolment.activity) and self.is_possible(enrolment)

    @classmethod
    def is_possible(cls, enrolment):
        return True

    def get_execution_context(self):
        return {"action": self}

    @classmethod
    def execute_action(cls, objects, action=None, **kwargs):
        done = 0
        for enrolment in objects:
            try:
                action.deed(enrolment)
            except errors.Refused as refused:
                messages.error(action.request, f"{enrolment.person}: {refused}")
            else:
                done += 1
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        done = num_parent_objects
        return (
            ngettext("Done for %(done)d person.", "Done for %(done)d people.", done) % {"done": done} if done else None
        )
