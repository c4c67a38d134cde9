from django.urls import path

from .views import catalogue, my, privacy, profile, search, teaching

urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("search/", search.search, name="search"),
    path("my/", my.my_learning, name="my_learning"),
    path("my/record/", my.record, name="record"),
    path("privacy/", privacy.notice, name="privacy_notice"),
    path("my/privacy/", privacy.PrivacyView.as_view(), name="privacy"),
    path("my/privacy/copy/", privacy.CopyView.as_view(), name="privacy_copy"),
    path("my/privacy/delete/", privacy.DeleteAccountView.as_view(), name="delete_account"),
    path("my/profile/", profile.ProfileView.as_view(), name="profile"),
    path("my/organisations/", profile.organisation_suggestions, name="organisation_suggestions"),
    path("teaching/", teaching.teaching, name="teaching"),
    path("teaching/<uuid:key>/", teaching.taught, name="taught"),
]
