from django.urls import path, re_path

from .site import api
from .views import docs, nothing_here

urlpatterns = [
    path("v1/docs/", docs, name="reporting_api_docs"),
    path("v1/", api.urls),
    re_path(r"^(?P<rest>.*)$", nothing_here),
]
