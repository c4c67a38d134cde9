"""A bulk action of the admin on the rows that were chosen, for those who have a permission."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_list_or_404
from wagtail.admin.views.bulk_action import BulkAction


class ChosenRowsAction(BulkAction):
    """`permission` is asked for the page; the action is offered for rows that it `is_possible` for."""

    permission = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def rows(cls, model):
        """The queryset that rows are chosen from."""
        return model.objects.all()

    @classmethod
    def get_queryset(cls, model, object_ids):
        if not all(str(pk).isdecimal() and len(str(pk)) < 19 for pk in object_ids):
            raise Http404
        return get_list_or_404(cls.rows(model), pk__in=object_ids)

    @classmethod
    def is_possible(cls, row) -> bool:
        return True

    def check_perm(self, obj):
        return self.is_possible(obj)
