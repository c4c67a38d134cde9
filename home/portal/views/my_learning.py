from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from learning.activities.choices import Role
from learning.people.accounts.person_of_account import person_of

from .. import record_pdf
from ..my_learning import my_learning as learning_of
from ..record import record_of
from ..teaching import appearances


@login_required
@never_cache
def my_learning(request):
    person = person_of(request.user)
    if person is None:
        return render(request, "home/portal/my_learning.html")
    teaches = appearances(person, Role.TRAINER, Role.SPEAKER).exists()
    return render(request, "home/portal/my_learning.html", {"learning": learning_of(person), "teaches": teaches})


@login_required
@never_cache
def record(request):
    """Show what the person learned: what, when, for how long, with which certificate."""
    person = person_of(request.user)
    return render(request, "home/portal/record.html", {"record": record_of(person) if person else None})


@login_required
@never_cache
def record_as_pdf(request):
    """Return the record of learning as a PDF; 404 if the record is empty."""
    person = person_of(request.user)
    learned = record_of(person) if person else None
    if not learned:
        raise Http404
    return HttpResponse(
        record_pdf.made_of(learned),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="record.pdf"'},
    )
