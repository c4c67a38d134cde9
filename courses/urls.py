from django.urls import path

from .views.recordings import lesson_read, lesson_watched
from .views.steps import complete_step

urlpatterns = [
    path("steps/<uuid:key>/done/", complete_step, name="complete_step"),
    path("steps/<uuid:key>/watched/", lesson_watched, name="lesson_watched"),
    path("steps/<uuid:key>/read/", lesson_read, name="lesson_read"),
]
