from django.urls import include, path

from .portal.views import invitations, marks, my_learning, notes, organisation, privacy, profile, teaching
from .views import catalogue, search

of_an_organisation = [
    path("", organisation.OrganisationView.as_view(), name="my_organisation"),
    path("invite/", invitations.InviteColleaguesView.as_view(), name="invite_colleagues"),
    path("people/<uuid:person>/", organisation.ColleagueView.as_view(), name="colleague"),
    path("people/<uuid:person>/confirm/", organisation.ConfirmColleagueView.as_view(), name="confirm_colleague"),
    path("people/<uuid:person>/remove/", organisation.RemoveColleagueView.as_view(), name="remove_colleague"),
]
urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("search/", search.search, name="search"),
    path("my/", my_learning.my_learning, name="my_learning"),
    path("my/record/", my_learning.record, name="record"),
    path("my/record.pdf", my_learning.record_as_pdf, name="record_pdf"),
    path("my/notes/", notes.NotesView.as_view(), name="notes"),
    path("my/notes/<int:pk>/", notes.NoteView.as_view(), name="note"),
    path("my/notes/<int:pk>/delete/", notes.DeleteNoteView.as_view(), name="delete_note"),
    path("privacy/", privacy.notice, name="privacy_notice"),
    path("my/privacy/", privacy.PrivacyView.as_view(), name="privacy"),
    path("my/privacy/copy/", privacy.DataExportView.as_view(), name="privacy_copy"),
    path("my/privacy/delete/", privacy.DeleteAccountView.as_view(), name="delete_account"),
    path("my/profile/", profile.ProfileView.as_view(), name="profile"),
    path("my/organisations/", profile.organisation_suggestions, name="organisation_suggestions"),
    path("my/organisation/", organisation.my_organisations, name="my_organisations"),
    path("my/organisation/<uuid:uuid>/", include(of_an_organisation)),
    path("teaching/", teaching.teaching, name="teaching"),
    path("teaching/<uuid:key>/", teaching.TaughtView.as_view(), name="taught"),
    path("teaching/<uuid:key>/assignments/<int:pk>/", marks.TrainerSubmissionsView.as_view(), name="taught_assignment"),
    path(
        "teaching/<uuid:key>/assignments/<int:pk>/<int:submission>/",
        marks.TrainerMarkView.as_view(),
        name="taught_submission",
    ),
    path(
        "teaching/<uuid:key>/attendance/<int:session>/",
        teaching.TrainerAttendanceView.as_view(),
        name="taught_attendance",
    ),
]
