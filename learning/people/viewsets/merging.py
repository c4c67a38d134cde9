"""Two rows that are one, in the admin: choose, see what it means, say why, confirm; and the way back."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from ..comparing import compare
from ..merging import MergeRefused, merge, unmerge


def merging_buttons(row):
    """What can be done about `row`, for lists and headers of those who may change it."""
    name = row._meta.model_name
    if row.merged_into_id:
        address, label, icon = "unmerge", _("Undo the merging"), "undo"
    else:
        address, label, icon = "merge", _("Merge into another"), "resubmit"
    return [Button(label, url=reverse(f"{name}:{address}", args=[row.pk]), icon_name=icon, priority=40)]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        help_text=gettext_lazy("For whoever asks in a year. It is kept in the audit log; please name nobody in it."),
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
        return super().get_context_data(row=self.row, back=self.address("edit", self.row.pk), **kwargs)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def say_merged(self, into):
        undo = messages.button(self.address("unmerge", self.row.pk), _("Undo"))
        said = _("%(row)s now counts as %(into)s.") % {"row": self.row, "into": into}
        messages.success(self.request, said, buttons=[undo])


class MergeView(OneRowView):
    """First the other row is chosen, then both are shown, then the reason is given and it is done."""

    page_title = gettext_lazy("Merge")
    header_icon = "resubmit"
    template_name = "people/admin/merge.html"

    def choice(self, data=None):
        others = self.model.objects.canonical().exclude(pk=self.row.pk)
        into = forms.ModelChoiceField(
            queryset=others, label=_("Counts from now on as"), widget=self.chooser.widget_class()
        )
        return type("ChoiceForm", (forms.Form,), {"into": into})(data)

    def get(self, request, *args, **kwargs):
        return self.show(form=self.choice())

    def post(self, request, *args, **kwargs):
        # The chooser can't draw what is no number.
        asked = request.POST.get("into", "")
        choice = self.choice({"into": asked if asked.isdecimal() and len(asked) < 19 else ""})
        if not choice.is_valid():
            return self.show(form=choice)
        into = choice.cleaned_data["into"]
        why = ReasonForm(request.POST if "confirmed" in request.POST else None)
        if not why.is_valid():
            return self.show(form=choice, into=into, why=why, lines=compare(self.row, into))
        try:
            merge(self.row, into, by=request.user, reason=why.cleaned_data["reason"])
        except MergeRefused as refused:
            choice.add_error("into", str(refused))
            return self.show(form=choice)
        log(self.row, "people.merge", data={"into": into.pk})
        self.say_merged(into)
        return redirect(self.address("edit", into.pk))


class UnmergeView(OneRowView):
    page_title = gettext_lazy("Undo the merging")
    header_icon = "undo"
    template_name = "people/admin/unmerge.html"

    def get(self, request, *args, **kwargs):
        return self.show(why=ReasonForm())

    def post(self, request, *args, **kwargs):
        why = ReasonForm(request.POST)
        if not why.is_valid():
            return self.show(why=why)
        unmerge(self.row, by=request.user, reason=why.cleaned_data["reason"])
        log(self.row, "people.unmerge")
        messages.success(request, _("%(row)s counts as itself again.") % {"row": self.row})
        return redirect(self.address("edit", self.row.pk))
