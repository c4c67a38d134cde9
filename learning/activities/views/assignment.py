"""The learner's page of an assignment, and the files that were handed in."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from learning.people.claiming import person_of

from .. import errors
from ..addresses import pages_of, path_of
from ..assignments import checking, reading, standing, submitting
from ..enrolling import enrolment_of
from ..forms.submitting import SubmissionForm
from ..models import Activity, Submission


@method_decorator(never_cache, name="dispatch")
class AssignmentView(LoginRequiredMixin, View):
    """What is asked, what was handed in and how it was marked: for who takes part; 404 for anyone else."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.person = person_of(request.user)
        self.activity = get_object_or_404(Activity, key=kwargs["key"])
        self.enrolment = enrolment_of(self.activity, self.person) if self.person else None
        self.standing = self._standing(kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def _standing(self, pk):
        found = standing.standings_of(self.activity, self.enrolment, self.request.reader_zone, pk)
        if not found:
            raise Http404
        return found[0]

    def form(self, *data):
        """It starts with what was written last: to replace it, or to improve it."""
        last = self.standing.last
        initial = {"text": last.text if last else ""}
        return SubmissionForm(*data, assignment=self.standing.assignment, last=last, initial=initial)

    def get(self, request, key, pk):
        return self.show(self.form() if self.standing.may_submit else None)

    def post(self, request, key, pk):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        told = form.cleaned_data
        try:
            submission = submitting.submit(
                self.standing.assignment,
                self.enrolment,
                text=told.get("text", ""),
                file=told.get("file"),
                keeps_file=not told.get("drop_file"),
            )
        except errors.Refused as refused:
            form.add_error(None, str(refused))
            return self.show(form)
        said = _("Handed in, after its date.") if submission.is_late else _("Handed in.")
        messages.success(request, f"{said} {_('A mail tells you when it is marked.')}")
        return redirect("assignment", key, pk)

    def show(self, form):
        page = pages_of([self.activity.key], get_language()).get(self.activity.key)
        context = {
            "activity": self.activity,
            "standing": self.standing,
            "assignment": self.standing.assignment,
            "form": form,
            "page": page,
            "back": path_of(page) if page else "",
        }
        return render(self.request, "pages/assignment.html", context)


@method_decorator(never_cache, name="dispatch")
class SubmittedFileView(LoginRequiredMixin, View):
    """A file for who handed it in, the activity's trainers, and officers who run it; always as a download."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        found = Submission.objects.select_related("enrolment__person__merged_into", "enrolment__activity")
        asked = {"pk": kwargs["submission"], "assignment": kwargs["pk"], "assignment__activity__key": kwargs["key"]}
        self.submission = get_object_or_404(found, **asked)
        if not self.submission.file or not reading.may_read(request.user, self.submission):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, key, pk, submission):
        found = self.submission
        try:
            opened = found.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        response = FileResponse(opened, as_attachment=True, filename=found.file_name)
        response["Content-Type"] = checking.CONTENT_TYPES[found.file.name.rpartition(".")[2]]
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
