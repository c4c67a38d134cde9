"""The page of an attempt, its owner's alone: its questions while it is under way, then its result."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from learning.activities.completion.learning_gain import gain_of
from learning.activities.models import Result
from learning.activities.pages.lookup import path_of
from learning.people.accounts.page_restrictions import may_read
from learning.people.accounts.person_of_account import person_of
from learning.people.canonical import counting_as

from ..models import Attempt
from ..progress import edition_in, editions_of
from ..quizzes import actions as quiz_actions
from ..quizzes import errors, posted_answers, quiz_pages
from ..quizzes.pagination import Paging
from ..quizzes.review import Detail, review
from ..quizzes.shown_questions import ask
from ..quizzes.state import is_over, quiz_state_of


@method_decorator(never_cache, name="dispatch")
class AttemptView(LoginRequiredMixin, View):
    """Show an attempt, save its answers and hand it in.

    404 for another person's attempt, for a quiz that is private and that the reader may not read, and for an attempt
    under way of a person who has left the course: that person still sees results.
    """

    def dispatch(self, request, *args, key, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.attempt = self._find(person_of(request.user), key)
        if not may_read(request, self.attempt.quiz_key):
            raise Http404
        return super().dispatch(request)

    def _find(self, person, key):
        if person is None:
            raise Http404
        mine = Attempt.objects.filter(counting_as("enrolment__person", person))
        mine = mine.select_related("enrolment__activity", "enrolment__merged_into")
        attempt = get_object_or_404(mine, key=key)
        if attempt.is_under_way and not attempt.enrolment.leading.is_enrolled:
            raise Http404
        return attempt

    def get(self, request):
        attempt = self.attempt
        if not attempt.is_under_way:
            return render(request, "courses/attempt_result.html", self._about(**self._result()))
        if is_over(attempt, timezone.now()):
            return render(request, "courses/attempt_over.html", self._about())
        paging = Paging.of(attempt, request.GET.get("page"))
        if "sure" in request.GET:
            return render(request, "courses/attempt_sure.html", self._about(left=self._left()))
        asked = ask(paging.questions, attempt.answers, first=paging.first)
        return render(request, "courses/attempt.html", self._about(paging=paging, asked=asked))

    def post(self, request):
        if not self.attempt.enrolment.leading.is_enrolled:
            raise Http404
        paging = Paging.of(self.attempt, request.POST.get("page"))
        wish = request.POST.get("do", "save")
        posted = {} if "sure" in request.POST else posted_answers.read(paging.questions, request.POST)
        try:
            self.attempt = quiz_actions.save(self.attempt, posted)
        except errors.TimeOver as refused:
            messages.warning(request, str(refused))
            return self._hand_in()
        except errors.HandedIn:
            return self._to()
        if wish == "hand_in":
            return self._hand_in() if "sure" in request.POST or not self._left() else self._to(sure=1)
        if wish == "save" and "quietly" not in request.POST:
            messages.success(request, _("Your answers are saved."))
        page = paging.after(wish)
        return self._to(page=page) if page > 1 else self._to()

    def _hand_in(self):
        quiz_actions.submit(self.attempt)
        return self._to()

    def _to(self, **query):
        return redirect(reverse("attempt", args=[self.attempt.key], query=query or None))

    def _left(self):
        """Return [(number, page)] of the questions that are not, or not wholly, answered."""
        attempt = self.attempt
        return [
            (number, Paging.page_of(attempt, number))
            for number, question in enumerate(attempt.questions, start=1)
            if not posted_answers.is_complete(question, attempt.answers.get(question["id"]))
        ]

    def _about(self, **context):
        courses = list(editions_of(self.attempt.enrolment.activity.key))
        course = edition_in(courses, get_language()) if courses else None
        now = timezone.now()
        deadline = self.attempt.deadline
        return {
            "attempt": self.attempt,
            "course": course,
            "course_url": path_of(course) if course else "",
            "quiz_url": quiz_pages.path_to(self.attempt.quiz_key, get_language()),
            "seconds_left": max(0, round((deadline - now).total_seconds())) if deadline else None,
            **context,
        }

    def _result(self):
        attempt, key = self.attempt, self.attempt.quiz_key
        editions, enrolment = quiz_pages.editions_of(key), attempt.enrolment
        attempts = quiz_pages.attempts_of(enrolment, key).defer("questions", "answers")
        standing = editions and quiz_state_of(
            editions[0],
            attempts,
            timezone.now(),
            allowance=quiz_pages.allowance_of(enrolment),
            activity=enrolment.activity,
        )
        detail = self._detail(standing or None, editions)
        return {
            "quiz": standing or None,
            "detail": detail.name,
            "reviewed": review(attempt.questions, attempt.answers, detail),
            "gain": gain_of(enrolment) if attempt.purpose == Result.Purpose.POST_TEST else None,
        }

    def _detail(self, standing, editions):
        """Return how much the result may show. `standing` is None for a quiz that no longer exists."""
        if self.attempt.purpose == Result.Purpose.PRE_TEST:
            return Detail.ANSWERS
        if standing is None or standing.is_final:
            return Detail.SOLUTIONS
        return Detail.EXPLANATIONS if editions[0].explains_each_attempt else Detail.VERDICTS
