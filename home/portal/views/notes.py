"""The reader's own notes and kept pages, on one page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.models import Note
from courses.notes import actions as note_actions
from courses.notes.forms import NoteForm
from courses.notes.queries import listed

from .base import OwnObjectView, OwnView


class NotesView(OwnView):
    http_method_names = ["get", "head", "options"]

    def get(self, request):
        words = request.GET.get("words", "").strip()[:100]
        courses = listed(self.person, get_language(), words)
        context = {"courses": courses, "words": words, "found": sum(len(course.lines) for course in courses)}
        return render(request, "home/portal/notes.html", context)


class OfOneNote(OwnObjectView):
    """View of one note: 404 for everyone but its author, whatever their permissions."""

    def look_up(self, pk):
        self.note = get_object_or_404(Note.objects.of(self.person), pk=pk)


class NoteView(OfOneNote):
    http_method_names = ["get", "head", "options", "post"]

    def get(self, request):
        return self.show(NoteForm(initial={"text": self.note.text, "is_kept": self.note.is_kept}))

    def post(self, request):
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            note = note_actions.edit(self.note, **form.cleaned_data)
        except Note.DoesNotExist as gone:
            raise Http404 from gone
        messages.success(request, _("Your note is saved. Only you see it.") if note else _("Your note is gone."))
        return redirect("notes")

    def show(self, form):
        return render(
            self.request, "home/portal/note.html", {"form": form, "note": self.note, "title": self.note.title}
        )


class DeleteNoteView(OfOneNote):
    http_method_names = ["post"]

    def post(self, request):
        self.note.delete()
        messages.success(request, _("Your note is gone."))
        return redirect("notes")
