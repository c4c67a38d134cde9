from django.urls import path

from .views.steps import complete_step

urlpatterns = [path("steps/<uuid:key>/done/", complete_step, name="complete_step")]
