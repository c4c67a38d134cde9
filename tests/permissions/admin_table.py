"""The admin's part of the table of permissions: our own addresses one by one, Wagtail's by prefix."""

from .table import (
    DESK,
    EVERYONE,
    HEAD,
    LEARNERS,
    NOBODY,
    OFFICE,
    ROOT,
    TO_SECOND_FACTOR,
    action,
    form,
    instead,
    page,
    view,
)

ORGANISATION = "→ /admin/organisations/edit/{organisation}/"
ACTIVITY, ATTENDANCE = "→ /admin/activities/{activity}/", "→ /admin/activities/{activity}/attendance/{session}/"

QUESTIONS = "→ /admin/quiz-questions/{quiz}/import/"

HOME = {
    "admin/": view(DESK),
    "admin/^.*/$": page(instead(DESK, "404")),
}

# The recording is on a published page.
STAYS = instead(OFFICE, "→ /admin/media/usage/{recording}/")
MEDIA = {"admin/media/delete/<int:media_id>/": (STAYS, STAYS)}

PEOPLE = {
    "admin/users/": view(HEAD),
    "admin/users/results/": view(HEAD),
    "admin/users/new/": form(HEAD),
    "admin/users/edit/<int:pk>/": form(HEAD),
    "admin/users/delete/<int:pk>/": action(HEAD, "→ /admin/users/"),
    "admin/users/history/<int:pk>/": view(HEAD),
    "admin/users/history-results/<int:pk>/": view(HEAD),
    "admin/users/usage/<int:pk>/": view(HEAD),
    "admin/organisations/": view(DESK),
    "admin/organisations/results/": view(DESK),
    "admin/organisations/inspect/<int:pk>/": view(DESK),
    "admin/organisations/new/": form(OFFICE),
    "admin/organisations/edit/<int:pk>/": form(OFFICE),
    "admin/organisations/delete/<int:pk>/": form(HEAD),
    "admin/organisations/history/<int:pk>/": view(OFFICE),
    "admin/organisations/history-results/<int:pk>/": view(OFFICE),
    "admin/organisations/import/": form(OFFICE),
    "admin/organisations/import/<int:pk>/": action(OFFICE, "→ /admin/organisations/import/{register_file}/"),
    "admin/organisations/import/<int:pk>/encoding/": action(OFFICE, "→ /admin/organisations/import/{register_file}/"),
    "admin/organisations/import/<int:pk>/countries/": (
        instead(OFFICE, "405"),
        instead(OFFICE, "→ /admin/organisations/import/{register_file}/"),
    ),
    "admin/organisations/proposals/": view(OFFICE),
    "admin/organisations/<int:pk>/confirm/": action(OFFICE, ORGANISATION),
    "admin/organisations/<int:pk>/merge/": form(OFFICE),
    "admin/organisations/<int:pk>/unmerge/": form(OFFICE),
    "admin/persons/": view(DESK),
    "admin/persons/results/": view(DESK),
    "admin/persons/inspect/<int:pk>/": view(DESK),
    "admin/persons/new/": form(OFFICE),
    "admin/persons/edit/<int:pk>/": form(OFFICE),
    "admin/persons/history/<int:pk>/": view(OFFICE),
    "admin/persons/history-results/<int:pk>/": view(OFFICE),
    "admin/persons/<int:pk>/merge/": form(OFFICE),
    "admin/persons/<int:pk>/unmerge/": form(OFFICE),
    "admin/persons/<int:pk>/set-apart/<int:other>/undo/": form(OFFICE),
    "admin/persons/<int:pk>/erase/": form(HEAD),
    "admin/reports/audit-log/": view(HEAD),
    "admin/reports/audit-log/results/": view(HEAD),
}

CHOOSERS = {
    f"admin/{thing}_chooser/{step}": view(DESK)
    for thing in ("organisation", "person", "activity")
    for step in ("", "results/", "chosen/<str:pk>/", "chosen-multiple/")
}

ACTIVITIES = {
    "admin/activities/": view(DESK),
    "admin/activities/results/": view(DESK),
    "admin/activities/<int:pk>/": view(DESK),
    "admin/activities/new/": form(OFFICE),
    "admin/activities/edit/<int:pk>/": form(OFFICE),
    "admin/activities/delete/<int:pk>/": page({**HEAD, "administrator": ACTIVITY, "superuser": ACTIVITY}),
    "admin/activities/history/<int:pk>/": view(OFFICE),
    "admin/activities/history-results/<int:pk>/": view(OFFICE),
    "admin/activities/usage/<int:pk>/": view(OFFICE),
    "admin/activities/<int:pk>/participants/": view(DESK),
    "admin/activities/<int:pk>/participants/results/": view(DESK),
    "admin/activities/<int:pk>/attendance/": action(OFFICE, ATTENDANCE),
    "admin/activities/<int:pk>/attendance/<int:session>/": action(OFFICE, ATTENDANCE),
    "admin/activities/<int:pk>/enrol/": form(OFFICE),
    "admin/activities/<int:pk>/walk-in/": form(OFFICE),
    "admin/activities/<int:pk>/write/": form(OFFICE),
    "admin/activities/<int:pk>/cancel/": form(OFFICE),
    "admin/activities/<int:pk>/confirm/": action(OFFICE, ACTIVITY),
    "admin/activities/<int:pk>/reopen/": action(OFFICE, ACTIVITY),
    "admin/activities/<int:pk>/page/": action(OFFICE, "→ /admin/pages/{course}/edit/"),
    "admin/quizzes/<int:pk>/": view(DESK),
    "admin/quizzes/<int:pk>/results/": view(DESK),
    "admin/quizzes/<int:pk>/attempts/<int:attempt>/": view(DESK),
    "admin/assignments/": view(OFFICE),
    "admin/assignments/results/": view(OFFICE),
    "admin/assignments/<int:pk>/": view(OFFICE),
    "admin/assignments/<int:pk>/submissions/<int:submission>/": form(OFFICE),
    "admin/assignments/new/": form(OFFICE),
    "admin/assignments/edit/<int:pk>/": form(OFFICE),
    "admin/assignments/delete/<int:pk>/": action(OFFICE, "→ /admin/assignments/{assignment}/"),
    "admin/assignments/history/<int:pk>/": view(OFFICE),
    "admin/assignments/history-results/<int:pk>/": view(OFFICE),
    "admin/assignments/usage/<int:pk>/": view(OFFICE),
    "admin/quiz-questions/<int:pk>/import/": form(OFFICE),
    # A file is shown only to the officer who uploaded it.
    "admin/quiz-questions/<int:pk>/import/<int:file>/": (
        OFFICE | dict.fromkeys(("administrator", "superuser"), QUESTIONS),
        OFFICE | {"officer": "→ /admin/pages/{quiz}/edit/"} | dict.fromkeys(("administrator", "superuser"), QUESTIONS),
    ),
    "admin/quiz-questions/<int:pk>/import/<int:file>/encoding/": (
        OFFICE | dict.fromkeys(("administrator", "superuser"), QUESTIONS),
        OFFICE
        | {"officer": "→ /admin/quiz-questions/{quiz}/import/{question_file}/"}
        | dict.fromkeys(("administrator", "superuser"), QUESTIONS),
    ),
    "admin/quiz-questions/<int:pk>/export/": view(OFFICE),
    "admin/quiz-questions/<int:pk>/export/<slug:form>/": view(OFFICE),
    "admin/reports/mail-not-sent/": view(OFFICE),
    "admin/reports/mail-not-sent/results/": view(OFFICE),
    "admin/reports/consents/": view(OFFICE),
    "admin/reports/consents/results/": view(OFFICE),
    "admin/themes/": view(OFFICE),
    "admin/themes/results/": view(OFFICE),
    "admin/themes/new/": form(OFFICE),
    "admin/themes/edit/<int:pk>/": form(OFFICE),
    "admin/themes/delete/<int:pk>/": action(HEAD, "→ /admin/themes/"),
    "admin/themes/history/<int:pk>/": view(OFFICE),
    "admin/themes/history-results/<int:pk>/": view(OFFICE),
    "admin/themes/usage/<int:pk>/": view(OFFICE),
}

CERTIFICATES = {
    "admin/activities/<int:pk>/certificates/": form(OFFICE),
    "admin/certificates/": view(DESK),
    "admin/certificates/results/": view(DESK),
    "admin/certificates/<int:pk>/": view(DESK),
    "admin/certificates/<int:pk>/revoke/": form(OFFICE),
    "admin/certificates/<int:pk>/reissue/": form(OFFICE),
}

# Officers may read frozen figures; only those who are responsible for the figures may freeze them.
FREEZERS = DESK | {"officer": "404"}
FIGURES = {
    "admin/declared-figures/": view(DESK),
    "admin/declared-figures/results/": view(DESK),
    "admin/declared-figures/new/": form(DESK),
    "admin/declared-figures/edit/<int:pk>/": form(DESK),
    "admin/declared-figures/delete/<int:pk>/": action(DESK, "→ /admin/declared-figures/"),
    "admin/declared-figures/history/<int:pk>/": view(DESK),
    "admin/declared-figures/history-results/<int:pk>/": view(DESK),
    "admin/declared-figures/usage/<int:pk>/": view(DESK),
    "admin/figures/": view(DESK),
    "admin/figures/results/": view(DESK),
    "admin/figures/people/": view(DESK),
    "admin/figures/people/results/": view(DESK),
    "admin/figures/recordings/": view(DESK),
    "admin/figures/recordings/results/": view(DESK),
    "admin/figures/quality/": view(DESK),
    "admin/figures/quality/results/": view(DESK),
    "admin/figures/annual/": view(DESK),
    "admin/figures/annual/freeze/": form(FREEZERS),
    "admin/figures/frozen/": view(DESK),
    "admin/figures/frozen/results/": view(DESK),
    "admin/figures/frozen/<int:pk>/": view(DESK),
    "admin/figures/frozen/<int:pk>/changes/": view(DESK),
    "admin/figures/rules/": view(DESK),
    "admin/figures/participations/": view(DESK),
    "admin/figures/participations/file/": view(DESK),
    "admin/figures/all/": view(DESK),
    "admin/figures/activity/<int:pk>/": view(DESK),
    **{
        f"admin/figures/{screen}/{part}": view(DESK)
        for screen in ("regions", "gender", "trends", "members", "partners", "targets", "applications")
        for part in ("", "results/")
    },
    "admin/reporting-tokens/": view(HEAD),
    "admin/reporting-tokens/results/": view(HEAD),
    "admin/reporting-tokens/new/": form(HEAD),
    "admin/reporting-tokens/<int:pk>/revoke/": action(HEAD, "→ /admin/reporting-tokens/"),
}

COURSES = {
    "admin/courses/<int:pk>/outline/": form(OFFICE),
    "admin/courses/<int:pk>/outline/move/<int:page>/": (instead(OFFICE, "405"), instead(OFFICE, "400")),
    "admin/courses/<int:pk>/preview/": view(OFFICE),
    "admin/courses/<int:pk>/preview/<int:page>/": view(OFFICE),
    "admin/courses/<int:pk>/gaps/": view(OFFICE),
    "admin/courses/<int:pk>/publish/": form(OFFICE),
    "admin/courses/<int:pk>/submit/": form(OFFICE),
    # No page waits for approval.
    "admin/courses/<int:pk>/approve/": (instead(OFFICE, "405"), instead(OFFICE, "out")),
    "admin/courses/<int:pk>/copy/": form(OFFICE),
    "admin/reports/courses/": view(OFFICE),
    "admin/reports/courses/results/": view(OFFICE),
    "admin/webinars/<int:pk>/course/": action(OFFICE, "→ /admin/courses/{recorded_course}/outline/"),
}

CLOSED_TO_LEARNERS = dict.fromkeys(LEARNERS, "403") | {"officer_by_password": TO_SECOND_FACTOR}
OPEN, PUBLIC_CODE = NOBODY | CLOSED_TO_LEARNERS, EVERYONE | CLOSED_TO_LEARNERS
# For visitors and learners, all addresses below a prefix are as closed as the address beside it, which is requested
# as every role.
WAGTAIL = {
    "admin/account/": ("admin/account/", DESK),
    "admin/api/": ("admin/api/main/pages/", DESK),
    "admin/block-preview/": ("admin/block-preview/", instead(DESK, "404")),
    "admin/bulk/": ("admin/bulk/people/user/assign_role/?id={account}", HEAD),
    "admin/choose-": ("admin/choose-page/", DESK),
    "admin/collections/": ("admin/collections/", ROOT),
    "admin/dismissibles/": ("admin/dismissibles/", DESK),
    "admin/documents/": ("admin/documents/", OFFICE),
    "admin/editing-sessions/": ("admin/editing-sessions/release/1/", instead(DESK, "405")),
    "admin/embeds/": ("admin/embeds/chooser/", DESK),
    "admin/failwhale/": ("admin/failwhale/", instead(DESK, "500")),
    "admin/groups/": ("admin/groups/", HEAD),
    "admin/images/": ("admin/images/", OFFICE),
    "admin/jsi18n/": ("admin/jsi18n/", PUBLIC_CODE),
    "admin/locales/": ("admin/locales/", ROOT),
    "admin/localize/": ("admin/localize/submit/page/{course}/", OFFICE),
    "admin/logout/": ("admin/logout/", instead(DESK, "405")),
    "admin/media/": ("admin/media/", OFFICE),
    "admin/pages/": ("admin/pages/{course}/edit/", OFFICE),
    "admin/password_reset/": ("admin/password_reset/", OPEN),
    "admin/redirects/": ("admin/redirects/", ROOT),
    "admin/reports/aging-pages/": ("admin/reports/aging-pages/", OFFICE),
    "admin/reports/locked/": ("admin/reports/locked/", OFFICE),
    "admin/reports/page-types-usage/": ("admin/reports/page-types-usage/", OFFICE),
    "admin/reports/site-history/": ("admin/reports/site-history/", DESK),
    "admin/reports/workflow/": ("admin/reports/workflow/", OFFICE),
    "admin/reports/workflow_tasks/": ("admin/reports/workflow_tasks/", OFFICE),
    "admin/sites/": ("admin/sites/", ROOT),
    "admin/snippets/": ("admin/snippets/", instead(DESK, "out")),
    "admin/sprite/": ("admin/sprite/", PUBLIC_CODE),
    "admin/tag-autocomplete/": ("admin/tag-autocomplete/", DESK),
    "admin/test404/": ("admin/test404/", DESK),
    "admin/workflows/": ("admin/workflows/list/", ROOT),
}
