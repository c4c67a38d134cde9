"""Views of learners for assignments and submitted files."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from learning.core.errors import BusinessError
from learning.people.accounts import access
from learning.people.accounts.person_of_account import person_of

from ..assignments import access as submission_access
from ..assignments import file_check, submit
from ..assignments import state as submission_state
from ..enrolment.actions import enrolment_of
from ..forms.submit import SubmissionForm
from ..models import Activity, Submission
from ..pages.lookup import pages_of, path_of


@method_decorator(never_cache, name="dispatch")
class AssignmentsView(LoginRequiredMixin, View):
    """Assignments of the activity and the reader's state in each; 404 for anyone but enrolled participants."""

    def dispatch(self, request, *args, pk=None, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.activity = get_object_or_404(Activity, key=kwargs["key"])
        person = person_of(request.user)
        self.enrolment = enrolment_of(self.activity, person) if person else None
        self.standings = submission_state.submission_states_of(self.activity, self.enrolment, request.reader_zone, pk)
        if not self.standings:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, key):
        return self.render("activities/assignments.html", standings=self.standings)

    def render(self, template, **context):
        page = pages_of([self.activity.key], get_language()).get(self.activity.key)
        context = {"activity": self.activity, "page": page, "back": path_of(page) if page else "", **context}
        return render(self.request, template, context)


class AssignmentView(AssignmentsView):
    """One assignment: instructions, submissions and their marks, and the form to hand in."""

    @property
    def standing(self):
        return self.standings[0]

    def form(self, *data):
        """Return the form, with the last text as initial value: to replace or improve it."""
        last = self.standing.last
        initial = {"text": last.text if last else ""}
        return SubmissionForm(*data, assignment=self.standing.assignment, last=last, initial=initial)

    def get(self, request, key):
        return self.show(self.form() if self.standing.may_submit else None)

    def post(self, request, key):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        told = form.cleaned_data
        try:
            submission = submit.submit(
                self.standing.assignment,
                self.enrolment,
                text=told.get("text", ""),
                file=told.get("file"),
                keeps_file=not told.get("drop_file"),
            )
        except BusinessError as refused:
            form.add_error(None, str(refused))
            return self.show(form)
        said = _("Handed in, after its date.") if submission.is_late else _("Handed in.")
        marked = _("You get an e-mail when it is marked.")
        messages.success(request, f"{said} {marked}")
        return redirect("assignment", key, self.standing.assignment.pk)

    def show(self, form):
        return self.render(
            "activities/assignment.html", standing=self.standing, assignment=self.standing.assignment, form=form
        )


@method_decorator(never_cache, name="dispatch")
class SubmittedFileView(LoginRequiredMixin, View):
    """Download of a submitted file, for its author, the activity's trainers, and officers who run activities."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        found = Submission.objects.select_related("enrolment__person__merged_into", "enrolment__activity")
        asked = {"pk": kwargs["submission"], "assignment": kwargs["pk"], "assignment__activity__key": kwargs["key"]}
        self.submission = get_object_or_404(found, **asked)
        if not self.submission.file:
            raise Http404
        if not submission_access.is_author(request.user, self.submission):
            access.require_to_look_after(request, self.submission)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, key, pk, submission):
        found = self.submission
        try:
            opened = found.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        response = FileResponse(opened, as_attachment=True, filename=found.file_name)
        response["Content-Type"] = file_check.CONTENT_TYPES[found.file.name.rpartition(".")[2]]
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
