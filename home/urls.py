from django.urls import path

from .views import catalogue, my, search, teaching

urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("search/", search.search, name="search"),
    path("my/", my.my_learning, name="my_learning"),
    path("my/record/", my.record, name="record"),
    path("teaching/", teaching.teaching, name="teaching"),
    path("teaching/<uuid:key>/", teaching.taught, name="taught"),
]
