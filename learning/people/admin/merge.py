"""Merging two rows in the admin: choose, compare, give a reason, confirm; and unmerging."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from ..duplicates.comparison import compare
from ..duplicates.merges import MergeRefused, merge, unmerge


def merging_buttons(row):
    """What can be done about `row`, for lists and headers of those who may change it."""
    name = row._meta.model_name
    if row.merged_into_id:
        address, label, icon = "unmerge", _("Undo the merging"), "rotate"
    else:
        address, label, icon = "merge", _("Merge into another"), "resubmit"
    return [Button(label, url=reverse(f"{name}:{address}", args=[row.pk]), icon_name=icon, priority=40)]


class MergeReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        help_text=gettext_lazy("The reason is stored in the audit log. Do not name people in it."),
    )


class OneRowView(WagtailAdminTemplateMixin, TemplateView):
    """A page about one row of `model`, for those who may change it."""

    model = None
    chooser = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.row = get_object_or_404(self.get_rows(), pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(f"people.change_{self.model._meta.model_name}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_rows(self):
        return self.model.objects.select_related("merged_into")

    def address(self, name, *args):
        return reverse(f"{self.model._meta.model_name}:{name}", args=args)

    def get_page_subtitle(self):
        return str(self.row)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.address("index"), "label": self.model._meta.verbose_name_plural.capitalize()},
            {"url": self.address("edit", self.row.pk), "label": str(self.row)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, back=self.back(), **kwargs)

    def back(self):
        """The address to return to without merging."""
        return self.address("edit", self.row.pk)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def say_merged(self, into):
        undo = messages.button(self.address("unmerge", self.row.pk), _("Undo"))
        said = _("%(row)s now counts as %(into)s.") % {"row": self.row, "into": into}
        messages.success(self.request, said, buttons=[undo])


class MergeView(OneRowView):
    """First the other row is chosen, then both are shown, then the reason is given and it is done.

    A list that knows both rows leads to both at once, with `into`, and says with `next` where to go on afterwards.
    """

    page_title = gettext_lazy("Merge")
    header_icon = "resubmit"
    template_name = "people/admin/merge.html"
    refusals = (MergeRefused,)

    def choice(self, data=None):
        others = self.model.objects.canonical().exclude(pk=self.row.pk)
        into = forms.ModelChoiceField(
            queryset=others, label=_("Counts from now on as"), widget=self.chooser.widget_class()
        )
        return type("ChoiceForm", (forms.Form,), {"into": into})(data)

    def chosen(self, data):
        # The chooser can't draw what is no number.
        asked = data.get("into", "")
        return self.choice({"into": asked if asked.isdecimal() and len(asked) < 19 else ""})

    def back(self):
        return self.next or super().back()

    @property
    def next(self):
        return get_valid_next_url_from_request(self.request)

    def get(self, request, *args, **kwargs):
        if "into" not in request.GET:
            return self.show(form=self.choice())
        choice = self.chosen(request.GET)
        return self.beside(choice, MergeReasonForm()) if choice.is_valid() else self.show(form=choice)

    def post(self, request, *args, **kwargs):
        choice = self.chosen(request.POST)
        if not choice.is_valid():
            return self.show(form=choice)
        why = MergeReasonForm(request.POST if "confirmed" in request.POST else None)
        if not why.is_valid():
            return self.beside(choice, why)
        into = choice.cleaned_data["into"]
        try:
            self.decide(into, why.cleaned_data["reason"])
        except self.refusals as refused:
            choice.add_error("into", str(refused))
            return self.show(form=choice)
        return redirect(self.next or self.address("edit", into.pk))

    def beside(self, choice, why, **more):
        into = choice.cleaned_data["into"]
        return self.show(form=choice, into=into, why=why, lines=compare(self.row, into), **more)

    def decide(self, into, reason):
        merge(self.row, into, by=self.request.user, reason=reason)
        log(self.row, "people.merge", data={"into": into.pk})
        self.say_merged(into)


class UnmergeView(OneRowView):
    page_title = gettext_lazy("Undo the merging")
    header_icon = "rotate"
    template_name = "people/admin/unmerge.html"

    def get(self, request, *args, **kwargs):
        return self.show(why=MergeReasonForm())

    def post(self, request, *args, **kwargs):
        why = MergeReasonForm(request.POST)
        if not why.is_valid():
            return self.show(why=why)
        unmerge(self.row, by=request.user, reason=why.cleaned_data["reason"])
        log(self.row, "people.unmerge")
        messages.success(request, _("%(row)s counts as itself again.") % {"row": self.row})
        return redirect(self.address("edit", self.row.pk))
