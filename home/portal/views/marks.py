"""Pages on which trainers read and mark submissions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from learning.activities.assignments import access as submission_access
from learning.activities.assignments import state as submission_state
from learning.activities.forms.marks import MarkForm

from .teaching import OfTaughtActivity


class OfTaughtAssignment(OfTaughtActivity):
    def look_up(self, key, pk, **kwargs):
        super().look_up(key)
        found = self.activity.assignments.prefetch_related("criteria")
        self.assignment = get_object_or_404(found, pk=pk)

    def show(self, template, **context):
        return super().show(template, assignment=self.assignment, **context)


class TrainerSubmissionsView(OfTaughtAssignment):
    """List the submissions, those that wait for marks first."""

    def get(self, request):
        due = submission_state.due_of(self.assignment, request.reader_zone)
        return self.show("home/portal/to_mark.html", submissions=submission_access.to_look_at(self.assignment), due=due)


class TrainerMarkView(OfTaughtAssignment):
    """One person's submission and the rubric. 404 for a trainer's own submission: nobody may mark their own work."""

    def look_up(self, key, pk, submission):
        super().look_up(key, pk)
        found = [one for one in submission_access.to_look_at(self.assignment) if one.pk == submission]
        if not found or found[0].enrolment.person.canonical == self.person:
            raise Http404
        self.submission = found[0]

    def get(self, request):
        return self.form_shown(MarkForm(submission=self.submission))

    def post(self, request):
        form = MarkForm(request.POST, submission=self.submission)
        if not form.is_valid() or form.mark(request.user) is None:
            return self.form_shown(form)
        messages.success(request, _("Marked. The participant gets an e-mail."))
        return redirect("taught_assignment", self.activity.key, self.assignment.pk)

    def form_shown(self, form):
        earlier = submission_access.before(self.submission)
        return self.show("home/portal/mark.html", submission=self.submission, earlier=earlier, form=form)
