"""Values of the parameters of addresses: names of objects of `world`, by the beginning of the address."""

from .walking import filled

FILLINGS = {
    "admin/activities/": {"pk": "activity", "session": "session"},
    "admin/activity_chooser/": {"pk": "activity"},
    "admin/assignments/": {"pk": "assignment", "submission": "submission"},
    "admin/certificates/": {"pk": "certificate"},
    "admin/courses/": {"pk": "course", "page": "lesson"},
    "admin/declared-figures/": {"pk": "figure"},
    "admin/documents/": {"document_id": "document", "pk": "document"},
    "admin/figures/activity/": {"pk": "activity"},
    "admin/figures/frozen/": {"pk": "snapshot"},
    "admin/media/": {"media_id": "recording"},
    "admin/organisations/import/": {"pk": "register_file"},
    "admin/organisations/": {"pk": "organisation"},
    "admin/organisation_chooser/": {"pk": "organisation"},
    "admin/pages/": {"page_id": "course", "parent_page_id": "course", "page_to_move_id": "course"},
    "admin/persons/": {"pk": "person", "other": "other_person"},
    "admin/person_chooser/": {"pk": "person"},
    "admin/reporting-tokens/": {"pk": "token"},
    "admin/quiz-questions/": {"pk": "quiz", "file": "question_file"},
    "admin/quizzes/": {"pk": "quiz_activity", "attempt": "attempt"},
    "admin/themes/": {"pk": "theme"},
    "admin/users/": {"pk": "account"},
    "en/courses/steps/<uuid:key>/begin/": {"key": "quiz"},
    "en/courses/steps/<uuid:key>/check/": {"key": "checked", "block": "check_id"},
    "certificates/": {"code": "certificate_code", "key": "activity"},
    "admin/webinars/": {"pk": "webinar"},
    "en/courses/steps/": {"key": "lesson"},
    "en/courses/attempts/": {"key": "attempt"},
    "en/webinars/": {"key": "webinar"},
    "en/my/notes/": {"pk": "note"},
    "en/": {
        "key": "activity",
        "session": "session",
        "uuid": "organisation",
        "person": "person",
        "pk": "assignment",
        "submission": "submission",
    },
}
# Routes that are regular expressions, or that need a query string.
INSTANCES = {
    "^django-admin/": "django-admin/login/",
    "admin/^.*/$": "admin/nowhere/",
    r"admin/media/^(?P<media_type>audio|video|media)/add/$": "admin/media/video/add/",
    r"admin/media/^(?P<media_type>audio|video)/chooser/upload/$": "admin/media/video/chooser/upload/",
    r"admin/media/chooser/(?P<media_type>audio|video)/": "admin/media/chooser/video/",
    r"admin/pages/^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\."
    r"(?P<revision_id_b>live|latest|\d+)/$": "admin/pages/{course}/revisions/compare/live...latest/",
    "admin/figures/people/": "admin/figures/people/?activity={activity}&measure=registrants",
    "admin/figures/people/results/": "admin/figures/people/results/?activity={activity}&measure=registrants",
    r"en/^((?:[\w\-]+/)*)$": "{course_path}",
    "admin/quiz-questions/<int:pk>/export/<slug:form>/": "admin/quiz-questions/{quiz}/export/moodle/",
    r"^media/(?P<path>.+)$": "media/documents/slides.pdf",
    "api/^(?P<rest>.*)$": "api/v2/pages/",
    r"documents/^(\d+)/(.*)$": "documents/{document}/{filename}",
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": "accounts/confirm-email/made-up/",
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "accounts/password/reset/key/1-made-up/",
}
# Values of parameters that have no entry above.
ANYTHING = {"int": 1, "uuid": "00000000-0000-4000-8000-000000000000"}


def address_of(world, route):
    """Return "admin/persons/edit/<int:pk>/" as "/admin/persons/edit/7/"."""
    if route in INSTANCES:
        return "/" + INSTANCES[route].format_map(world).lstrip("/")
    names = next((names for start, names in FILLINGS.items() if route.startswith(start)), {})

    def value(kind, name):
        known = names.get(name)
        if known is None:
            return ANYTHING.get(kind, "x")
        return world.key_of(known) if kind == "uuid" else world[known]

    return filled(plain(route), value)


def plain(route):
    """Return the route without characters of regular expressions."""
    return route.replace("(?P<provider_id>[^/]+)", "sso").replace("^", "").replace("$", "")
