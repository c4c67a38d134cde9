"""Marking two persons as not duplicates in the admin, showing it with each, and undoing it."""

from uuid import uuid4

from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.log_actions import log

from ..duplicates.not_duplicates import (
    NotDuplicatesRefused,
    mark_not_duplicates,
    not_duplicates_of,
    unmark_not_duplicates,
)
from ..models import Person, SetApart
from .choosers import person_chooser
from .merge import MergeReasonForm, MergeView, OneRowView


class PersonMergeView(MergeView):
    """Beside each other, two people are merged or said to be two; both with a reason."""

    model = Person
    chooser = person_chooser
    template_name = "people/admin/merge_people.html"
    refusals = (*MergeView.refusals, NotDuplicatesRefused)

    def beside(self, choice, why):
        pair = SetApart.objects.between(self.row.canonical, choice.cleaned_data["into"]).first()
        return super().beside(choice, why, pair=pair)

    def decide(self, into, reason):
        if "two" in self.request.POST:
            self.keep_two(into, reason)
        else:
            super().decide(into, reason)

    def keep_two(self, into, reason):
        mark_not_duplicates(self.row, into, by=self.request.user, reason=reason)
        log_with_both("people.set_apart", self.row, into)
        undo = messages.button(self.address("undo_setting_apart", self.row.pk, into.pk), _("Undo"))
        said = _("%(row)s and %(into)s stay two people. Nothing proposes them as one any more.")
        messages.success(self.request, said % {"row": self.row, "into": into}, buttons=[undo])


class UndoSettingApartView(OneRowView):
    model = Person
    page_title = gettext_lazy("Undo setting apart")
    header_icon = "rotate"
    template_name = "people/admin/undo_setting_apart.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.other = get_object_or_404(self.get_rows(), pk=kwargs["other"])

    def ask(self, why):
        pair = SetApart.objects.between(self.row.canonical, self.other.canonical).first()
        return self.show(why=why, other=self.other, pair=pair)

    def get(self, request, *args, **kwargs):
        return self.ask(MergeReasonForm())

    def post(self, request, *args, **kwargs):
        why = MergeReasonForm(request.POST)
        if not why.is_valid():
            return self.ask(why)
        if unmark_not_duplicates(self.row, self.other, by=request.user, reason=why.cleaned_data["reason"]):
            log_with_both("people.take_back_apart", self.row, self.other)
        said = _("%(row)s and %(other)s may be one person again: merge them, or leave them for now.")
        messages.success(request, said % {"row": self.row, "other": self.other})
        return redirect(self.address("edit", self.row.pk))


def log_with_both(action, *two):
    """In the history of each: a history shows but one entry of those that have the same uuid."""
    for one, other in (two, reversed(two)):
        log(one, action, data={"apart_from": other.pk}, uuid=uuid4())


class SetApartPanel(Panel):
    """With a person who was set apart from others: from whom, since when, and the way back. Not there for others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"heading": gettext_lazy("Set apart from"), "icon": "group", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "people/admin/set_apart_panel.html"

        class Media:
            css = {"all": ["css/admin-people.css"]}

        @cached_property
        def apart(self):
            return not_duplicates_of(self.instance.canonical) if self.instance.pk else []

        def is_shown(self):
            return super().is_shown() and bool(self.apart)

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "person": self.instance, "apart": self.apart}
