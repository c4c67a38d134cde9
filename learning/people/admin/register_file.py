"""People > Organisations > Import: upload a file, look at its changes, import it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learning.core.files import encodings

from ..models import RegisterFile
from ..names import clean_name
from ..organisations.register_file import import_file
from ..organisations.register_file.columns import COLUMNS
from ..organisations.register_file.limits import MEGABYTES, UnreadableRegisterFile
from ..reference import places

# What a page can show of a long file.
MOST_SHOWN = 200


def may_import(user):
    return user.has_perms(["people.add_organisation", "people.change_organisation"])


class RegisterFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX, with the columns of an export. Nothing is changed yet."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        brought = self.cleaned_data["file"]
        if brought.size > MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than %(size)d MB. Split it.") % {"size": MEGABYTES})
        return brought


class OfRegister(WagtailAdminTemplateMixin):
    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("organisation:index"), "label": _("Organisations")},
            {"url": reverse("organisation:import"), "label": _("Import")},
            *self.below(),
        ]

    def below(self):
        return []


class RegisterImportView(OfRegister, FormView):
    page_title = gettext_lazy("Import organisations")
    form_class = RegisterFileForm
    template_name = "people/admin/import.html"

    def form_valid(self, form):
        brought = form.cleaned_data["file"]
        try:
            file = import_file.keep(clean_name(brought.name), brought.read(), self.request.user)
        except UnreadableRegisterFile as refused:
            form.add_error("file", str(refused))
            return self.form_invalid(form)
        return redirect("organisation:dry_run", file.pk)

    def get_context_data(self, **kwargs):
        lately = RegisterFile.objects.defer("content").select_related("uploaded_by__person")[:10]
        return super().get_context_data(
            columns=[column.heading for column in COLUMNS],
            files=lately,
            export=reverse("organisation:index") + "?export=xlsx",
            **kwargs,
        )


class RegisterFileMixin(OfRegister):
    """About one file that was brought."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.file = get_object_or_404(RegisterFile, pk=kwargs["pk"])

    def below(self):
        return [{"url": "", "label": self.file.name}]


class RegisterEncodingView(RegisterFileMixin, TemplateView):
    """Ask in which encoding a file is to be read, with what it says in each; with a POST, choose one."""

    page_title = gettext_lazy("Which of these reads right?")
    template_name = "core/admin/encoding.html"

    def get_context_data(self, **kwargs):
        previews = encodings.previews(bytes(self.file.content))
        other = reverse("organisation:import")
        return super().get_context_data(file=self.file, previews=previews, other_file=other, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            import_file.choose_encoding(self.file, request.POST.get("encoding", ""))
        except UnreadableRegisterFile as refused:
            messages.error(request, str(refused))
            return redirect("organisation:import")
        return redirect("organisation:dry_run", self.file.pk)


class CountriesView(RegisterFileMixin, View):
    """Decide on the countries of a file that nobody knows."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            plan = import_file.dry_run(self.file)
        except encodings.Uncertain:
            return redirect("organisation:encoding", self.file.pk)
        asked = {one.key for one in [*plan.undecided, *plan.decided]}
        answers = zip(request.POST.getlist("key"), request.POST.getlist("decision"), strict=False)
        decisions = {key: decision for key, decision in answers if key in asked}
        import_file.decide_countries(self.file, decisions)
        return redirect("organisation:dry_run", self.file.pk)


class RegisterPreviewView(RegisterFileMixin, TemplateView):
    """What a file would change; with a POST, it does."""

    page_title = gettext_lazy("What the file changes")
    template_name = "people/admin/dry_run.html"

    def get(self, request, *args, **kwargs):
        try:
            self.plan = import_file.dry_run(self.file)
        except encodings.Uncertain:
            return redirect("organisation:encoding", self.file.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        plan = self.plan
        parts = {name: getattr(plan, name) for name in ("problems", "new", "changed")}
        return super().get_context_data(
            file=self.file,
            plan=plan,
            countries=places.country_choices(),
            lists=[plan.undecided, plan.decided],
            shown={name: found[:MOST_SHOWN] for name, found in parts.items()},
            left_out={name: max(0, len(found) - MOST_SHOWN) for name, found in parts.items()},
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            plan = import_file.import_file(self.file, request.POST.get("digest", ""), request.user)
        except import_file.ImportRefused as refused:
            messages.error(request, str(refused))
            return redirect("organisation:dry_run", self.file.pk)
        counts = {"new": len(plan.new), "changed": len(plan.changed)}
        messages.success(request, _("The file is imported: %(new)d new, %(changed)d changed.") % counts)
        return redirect("organisation:index")
