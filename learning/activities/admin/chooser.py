from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView, ChosenView

from learning.people.admin.choosers import ChooseOnly

from ..labels import when
from ..models import Activity
from .access import LOOK


class TitleFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Search by title")})
    )

    def filter(self, objects):
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        return objects.filter(title__icontains=self.search_query) if self.is_searching else objects


class ChooserPermissionMixin:
    """Require the permission to view activities: Wagtail shows choosers to everyone with access to the admin."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(LOOK):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WithDates(ChooserPermissionMixin):
    filter_form_class = TitleFilterForm

    def get_object_list(self):
        return super().get_object_list().prefetch_related("sessions")

    @property
    def columns(self):
        return [
            *super().columns,
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("when", label=_("When"), accessor=when),
        ]


class ActivityChooseView(WithDates, ChooseView):
    pass


class ActivityChooseResultsView(WithDates, ChooseResultsView):
    pass


class ActivityChosenView(ChooserPermissionMixin, ChosenView):
    pass


class ActivityChosenMultipleView(ChooserPermissionMixin, ChosenMultipleView):
    pass


activity_chooser = ChooseOnly(
    "activity_chooser",
    model=Activity,
    icon="calendar-alt",
    per_page=20,
    choose_one_text=_("Choose an activity"),
    choose_another_text=_("Choose another activity"),
    edit_item_text=_("Edit this activity"),
    choose_view_class=ActivityChooseView,
    choose_results_view_class=ActivityChooseResultsView,
    chosen_view_class=ActivityChosenView,
    chosen_multiple_view_class=ActivityChosenMultipleView,
)
