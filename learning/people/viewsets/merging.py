"""Two rows that are one, in the admin: choose, see what it means, confirm; and the way back."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from ..merging import MergeRefused, merge, unmerge


def merging_buttons(row):
    """What can be done about `row`, for lists and headers of those who may change it."""
    name = row._meta.model_name
    if row.merged_into_id:
        address, label, icon = "unmerge", _("Undo the merging"), "undo"
    else:
        address, label, icon = "merge", _("Merge into another"), "resubmit"
    return [Button(label, url=reverse(f"{name}:{address}", args=[row.pk]), icon_name=icon, priority=40)]


class OneRowView(WagtailAdminTemplateMixin, TemplateView):
    """A page about one row of `model`, for those who may change it."""

    model = None
    chooser = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.row = get_object_or_404(self.model.objects.select_related("merged_into"), pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(f"people.change_{self.model._meta.model_name}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

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
        return super().get_context_data(row=self.row, back=self.address("edit", self.row.pk), **kwargs)


class MergeView(OneRowView):
    """First the other row is chosen, then both are shown, then it is confirmed."""

    page_title = _("Merge")
    header_icon = "resubmit"
    template_name = "people/admin/merge.html"

    def form(self, data=None):
        others = self.model.objects.canonical().exclude(pk=self.row.pk)
        into = forms.ModelChoiceField(
            queryset=others, label=_("Counts from now on as"), widget=self.chooser.widget_class()
        )
        return type("MergeForm", (forms.Form,), {"into": into})(data)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        into = form.cleaned_data["into"]
        if "confirmed" not in request.POST:
            return self.render_to_response(self.get_context_data(form=form, into=into))
        try:
            merge(self.row, into)
        except MergeRefused as refused:
            form.add_error("into", str(refused))
            return self.render_to_response(self.get_context_data(form=form))
        log(self.row, "people.merge", data={"into": str(into)})
        undo = messages.button(self.address("unmerge", self.row.pk), _("Undo"))
        messages.success(
            request, _("%(row)s now counts as %(into)s.") % {"row": self.row, "into": into}, buttons=[undo]
        )
        return redirect(self.address("edit", into.pk))


class UnmergeView(OneRowView):
    page_title = _("Undo the merging")
    header_icon = "undo"
    template_name = "people/admin/unmerge.html"

    def post(self, request, *args, **kwargs):
        unmerge(self.row)
        log(self.row, "people.unmerge")
        messages.success(request, _("%(row)s counts as itself again.") % {"row": self.row})
        return redirect(self.address("edit", self.row.pk))
