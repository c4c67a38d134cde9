from django.urls import path

from .views import catalogue, my, profile, search, teaching

urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("search/", search.search, name="search"),
    path("my/", my.my_learning, name="my_learning"),
    path("my/record/", my.record, name="record"),
    path("my/profile/", profile.ProfileView.as_view(), name="profile"),
    path("my/organisations/", profile.organisation_suggestions, name="organisation_suggestions"),
    path("teaching/", teaching.teaching, name="teaching"),
    path("teaching/<uuid:key>/", teaching.taught, name="taught"),
]
