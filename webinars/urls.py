from django.urls import path

from .views import watched

urlpatterns = [path("<uuid:key>/watched/", watched, name="watched")]
