from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from learning.activities.choices import Role
from learning.people.claiming import person_of

from ..my_learning import completed
from ..my_learning import my_learning as learning_of
from ..teaching import appearances


@login_required
@never_cache
def my_learning(request):
    person = person_of(request.user)
    if person is None:
        return render(request, "pages/my_learning.html")
    teaches = appearances(person, Role.TRAINER, Role.SPEAKER).exists()
    return render(request, "pages/my_learning.html", {"learning": learning_of(person), "teaches": teaches})


@login_required
@never_cache
def record(request):
    """What was completed, as a page to print."""
    person = person_of(request.user)
    lines = completed(person) if person else []
    context = {"lines": lines, "minutes": sum(line.minutes for line in lines), "today": timezone.localdate()}
    return render(request, "pages/record.html", context)
