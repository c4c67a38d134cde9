from django.urls import path

from .views.notes import keep_page, write_note
from .views.steps import complete_step

urlpatterns = [
    path("steps/<uuid:key>/done/", complete_step, name="complete_step"),
    path("steps/<uuid:key>/note/", write_note, name="write_note"),
    path("steps/<uuid:key>/keep/", keep_page, name="keep_page"),
]
