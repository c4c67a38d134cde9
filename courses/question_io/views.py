"""Import and export of questions in the admin, from a quiz's page."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learning.core.files import encodings
from learning.people.names import clean_name

from ..models import QuestionFile, QuizPage
from . import export, formats, image_library, import_file
from .question import UnreadableFile


class OfQuiz(WagtailAdminTemplateMixin):
    """Base of the views of the quiz with the address's `pk`, for users who may edit it."""

    header_icon = "help"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(QuizPage, pk=kwargs["pk"])
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self):
        return self.page.permissions_for_user(self.request.user).can_edit()

    @cached_property
    def editor(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.editor, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, editor=self.editor, **kwargs)


class QuestionFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Moodle XML, GIFT or Aiken. Nothing is changed yet."),
        widget=forms.FileInput(attrs={"accept": ".xml,.txt,.gift"}),
    )

    def clean_file(self):
        brought = self.cleaned_data["file"]
        if brought.size > formats.MEGABYTES * 1024 * 1024:
            sentence = _("The file is larger than %(size)d MB. Split it.") % {"size": formats.MEGABYTES}
            raise forms.ValidationError(sentence)
        return brought


class OfImport(OfQuiz):
    def is_allowed(self):
        return import_file.may_import(self.page, self.request.user)


class QuestionImportView(OfImport, FormView):
    page_title = gettext_lazy("Import questions")
    form_class = QuestionFileForm
    template_name = "courses/questions/import.html"

    def form_valid(self, form):
        brought = form.cleaned_data["file"]
        try:
            file = import_file.keep(self.page, clean_name(brought.name), brought.read(), self.request.user)
        except UnreadableFile as refused:
            form.add_error("file", str(refused))
            return self.form_invalid(form)
        return redirect("quiz_dry_run", self.page.pk, file.pk)


class QuestionFileMixin(OfImport, TemplateView):
    """Mixin of the views of one uploaded file. Only its uploader sees it."""

    def dispatch(self, request, *args, **kwargs):
        found = QuestionFile.objects.filter(pk=kwargs["file"], page=kwargs["pk"], uploaded_by=request.user.pk)
        self.file = found.select_related("page__locale").first()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if not self.file:
            return self.gone()
        try:
            return super().get(request, *args, **kwargs)
        except encodings.Uncertain:
            return self.choose()

    def gone(self):
        messages.warning(self.request, _("This file was imported or deleted. Upload it again if you need it."))
        return redirect("quiz_import", self.page.pk)

    def choose(self):
        return redirect("quiz_encoding", self.page.pk, self.file.pk)


class QuestionEncodingView(QuestionFileMixin):
    """Ask in which encoding a file is to be read, with a preview of each; POST chooses one."""

    page_title = gettext_lazy("Which of these reads right?")
    template_name = "core/admin/encoding.html"

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "file": self.file,
            "previews": encodings.previews(bytes(self.file.content)),
            "other_file": reverse("quiz_import", args=[self.page.pk]),
        }

    def post(self, request, *args, **kwargs):
        if not self.file:
            return self.gone()
        try:
            import_file.choose_encoding(self.file, request.POST.get("encoding", ""))
        except UnreadableFile as refused:
            messages.error(request, str(refused))
            return redirect("quiz_import", self.page.pk)
        return redirect("quiz_dry_run", self.page.pk, self.file.pk)


class QuestionPreviewView(QuestionFileMixin):
    """Show what a file would add; POST adds it."""

    page_title = gettext_lazy("What the file adds")
    template_name = "courses/questions/dry_run.html"

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "file": self.file,
            "plan": import_file.dry_run(self.file),
            "may_add_images": image_library.may_add(self.request.user),
        }

    def post(self, request, *args, **kwargs):
        try:
            done = import_file.import_file(self.file, request.user) if self.file else None
        except encodings.Uncertain:
            return self.choose()
        if done is None:
            return self.gone()
        added = len(done[1].entries)
        said = ngettext(
            "%(number)d question was added to the draft. Look at it, then publish.",
            "%(number)d questions were added to the draft. Look at them, then publish.",
            added,
        )
        messages.success(request, said % {"number": added})
        return redirect(self.editor)


class ExportView(OfQuiz, TemplateView):
    """Show what each format can contain of the draft, and link to the file."""

    page_title = gettext_lazy("Export questions")
    template_name = "courses/questions/export.html"

    def get_context_data(self, **kwargs):
        draft = self.page.get_latest_revision_as_object()
        offers = [(form, export.export(draft, form)) for form in formats.FORMATS.values()]
        return super().get_context_data(offers=offers, is_empty=not draft.questions, **kwargs)


class DownloadView(OfQuiz, TemplateView):
    def get(self, request, *args, **kwargs):
        form = formats.FORMATS.get(kwargs["form"])
        if form is None:
            raise Http404
        made = export.export(self.page.get_latest_revision_as_object(), form)
        response = HttpResponse(made.content, content_type=form.content_type)
        response["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return response
