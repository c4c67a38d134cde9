from django.urls import path

from .views import read, watched

urlpatterns = [
    path("<uuid:key>/watched/", watched, name="watched"),
    path("<uuid:key>/read/", read, name="read"),
]
