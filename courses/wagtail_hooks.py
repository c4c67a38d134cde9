from django.urls import path
from wagtail import hooks

from .exchange import hooks as exchange_hooks  # noqa: F401
from .viewsets.accommodating import Accommodate
from .viewsets.attempts import AttemptsView, AttemptView


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("quizzes/<int:pk>/", AttemptsView.as_view(), name="quiz_attempts"),
        path("quizzes/<int:pk>/results/", AttemptsView.as_view(results_only=True), name="quiz_attempts_results"),
        path("quizzes/<int:pk>/attempts/<int:attempt>/", AttemptView.as_view(), name="quiz_attempt"),
    ]


hooks.register("register_bulk_action", Accommodate)
