from django.urls import path

from learning.people.accounts.page_restrictions import for_readers

from .views.attempt import AttemptView
from .views.check import check
from .views.notes import keep_page, write_note
from .views.quiz import begin
from .views.recordings import lesson_read, lesson_watched
from .views.steps import complete_step

urlpatterns = [
    path("steps/<uuid:key>/done/", for_readers(complete_step), name="complete_step"),
    path("steps/<uuid:key>/begin/", for_readers(begin), name="begin_quiz"),
    path("steps/<uuid:key>/check/<str:block>/", for_readers(check), name="check"),
    path("attempts/<uuid:key>/", AttemptView.as_view(), name="attempt"),
    path("steps/<uuid:key>/note/", for_readers(write_note), name="write_note"),
    path("steps/<uuid:key>/keep/", for_readers(keep_page), name="keep_page"),
    path("steps/<uuid:key>/watched/", for_readers(lesson_watched), name="lesson_watched"),
    path("steps/<uuid:key>/read/", for_readers(lesson_read), name="lesson_read"),
]
