"""Table of permissions: every address of our own and of allauth one by one, and Wagtail's by prefix.

A row is a route of the URL patterns, with the answers to a GET and to an empty POST for every role. An address of our
own without a row fails the tests: add the row, and the objects of its parameters to FILLINGS.

Answers: a status; `login`, redirect to the log-in with `next`; `door`, redirect to the log-in without it; `out`,
Wagtail's redirect to the admin's home; `→ /path/`, redirect to that path, with {name} for the primary key of an object
of `world`.
"""

from .world import PROVED, ROLES


def each(answer, **others):
    return dict.fromkeys(ROLES, answer) | others


def instead(audience, answer):
    """Return the same audience with another answer than a page."""
    return {role: answer if told == "200" else told for role, told in audience.items()}


EVERYONE, NOBODY, NOT_SO = each("200"), each("404"), each("405")
MEMBERS = each("200", visitor="login")
TO_SECOND_FACTOR = "→ /accounts/2fa/"
PEOPLE = MEMBERS | {"unconfirmed": "→ /accounts/confirm-email/"}
LEARNERS = ("unconfirmed", "official", "focal", "trainer", "trainer_by_password")
# In the admin: everyone with a role in it, those who run activities, who manage accounts, who may do everything.
DESK = MEMBERS | dict.fromkeys(LEARNERS, "403") | {"officer_by_password": TO_SECOND_FACTOR}
OFFICE = DESK | {"staff": "out"}
HEAD = OFFICE | {"officer": "out"}
ROOT = HEAD | {"administrator": "out"}
# On pages about an activity in which the official and the trainer are enrolled.
ENROLLED = ("official", "trainer", "trainer_by_password")
TO_LOGIN = each("404", visitor="→ /accounts/login/?next={lesson_next}")
LEARNERS_DEED = TO_LOGIN | dict.fromkeys(ENROLLED, "→ {lesson_path}#note")
TO_COURSE = "→ {course_path}"
THEIR_FOCAL_POINT = each("404", visitor="login", focal="200")
THEIR_TRAINER = each("404", visitor="login", trainer="200", trainer_by_password=TO_SECOND_FACTOR)
THEIR_NOTE = each("404", visitor="login", official="200")
OWN_BODY = "/en/my/organisation/{organisation_uuid}/"
PROVED_AGAIN = "→ /accounts/reauthenticate/"


def again(path):
    """Return a redirect to re-authentication for everyone."""
    return instead(MEMBERS, f"{PROVED_AGAIN}?next={path.replace('/', '%2F')}")


def of_their_factor(path, answer):
    """Return answers about the second factor: re-authentication for roles that have one, else `answer`."""
    return instead(MEMBERS, answer) | {role: again(path)[role] for role in PROVED}


def page(audience):
    """A page that answers GET and POST in the same way and does nothing."""
    return audience, audience


def form(audience):
    """A form; an empty POST shows it again."""
    return audience, audience


def view(audience):
    """A page that is read only."""
    return audience, instead(audience, "405")


def action(audience, answer):
    """A confirmation page whose POST runs the action."""
    return audience, instead(audience, answer)


SITE = {
    "healthz/": page(EVERYONE),
    "my/": page(each("→ /en/my/")),
    "en/catalogue/": page(EVERYONE),
    "en/search/": page(EVERYONE),
    "en/my/": page(MEMBERS),
    "en/my/record/": page(MEMBERS),
    "en/my/record.pdf": page(instead(MEMBERS, "404")),
    "en/my/notes/": view(PEOPLE),
    "en/my/notes/<int:pk>/": action(THEIR_NOTE, "→ /en/my/notes/"),
    "en/my/notes/<int:pk>/delete/": (
        THEIR_NOTE | {"official": "405"},
        THEIR_NOTE | {"official": "→ /en/my/notes/"},
    ),
    "en/my/profile/": form(PEOPLE),
    "en/my/organisations/": page(EVERYONE | {"visitor": "401"}),
    "en/privacy/": page(EVERYONE),
    "en/my/privacy/": action(PEOPLE, "→ /en/my/privacy/"),
    "en/my/privacy/copy/": page(again("/en/my/privacy/copy/")),
    "en/my/privacy/delete/": page(again("/en/my/privacy/delete/")),
    "en/my/organisation/": page(instead(THEIR_FOCAL_POINT, f"→ {OWN_BODY}")),
    "en/my/organisation/<uuid:uuid>/": view(THEIR_FOCAL_POINT),
    "en/my/organisation/<uuid:uuid>/invite/": form(THEIR_FOCAL_POINT),
    "en/my/organisation/<uuid:uuid>/people/<uuid:person>/": view(THEIR_FOCAL_POINT),
    "en/my/organisation/<uuid:uuid>/people/<uuid:person>/confirm/": page(
        instead(THEIR_FOCAL_POINT, f"→ {OWN_BODY}people/{{person_uuid}}/")
    ),
    "en/my/organisation/<uuid:uuid>/people/<uuid:person>/remove/": action(THEIR_FOCAL_POINT, f"→ {OWN_BODY}"),
    "en/teaching/": page(MEMBERS | {"trainer_by_password": TO_SECOND_FACTOR}),
    "en/teaching/<uuid:key>/": view(THEIR_TRAINER),
    "en/teaching/<uuid:key>/attendance/<int:session>/": action(
        THEIR_TRAINER, "→ /en/teaching/{activity_key}/attendance/{session}/"
    ),
    "en/teaching/<uuid:key>/assignments/<int:pk>/": view(THEIR_TRAINER),
    "en/teaching/<uuid:key>/assignments/<int:pk>/<int:submission>/": form(THEIR_TRAINER),
    "en/activities/<uuid:key>/assignments/": view(each("404", visitor="login", official="200")),
    "en/activities/<uuid:key>/assignments/<int:pk>/": form(each("404", visitor="login", official="200")),
    "en/activities/<uuid:key>/assignments/<int:pk>/files/<int:submission>/": view(
        each("200", visitor="login", unconfirmed="404", official="404", focal="404", staff="404")
        | dict.fromkeys(("officer_by_password", "trainer_by_password"), TO_SECOND_FACTOR)
    ),
    "en/activities/<uuid:key>/enrol/": (PEOPLE | dict.fromkeys(ENROLLED, TO_COURSE), PEOPLE),
    "en/activities/<uuid:key>/withdraw/": (
        instead(PEOPLE, TO_COURSE) | dict.fromkeys(ENROLLED, "200"),
        instead(PEOPLE, "404") | dict.fromkeys(ENROLLED, TO_COURSE),
    ),
    "en/activities/<uuid:key>/calendar.ics": view(EVERYONE),
    "en/courses/steps/<uuid:key>/done/": (
        NOT_SO,
        each("404", visitor="→ /accounts/login/?next={lesson_next}") | dict.fromkeys(ENROLLED, TO_COURSE),
    ),
    "en/courses/steps/<uuid:key>/begin/": (
        NOT_SO,
        each("404", visitor="→ /accounts/login/?next={quiz_next}", official="→ {attempt_path}"),
    ),
    "en/courses/steps/<uuid:key>/check/<str:block>/": (
        NOT_SO,
        each("404", visitor="→ /accounts/login/?next={checked_next}", official="→ {check_path}"),
    ),
    # Only the official's own attempt.
    "en/courses/attempts/<uuid:key>/": action(each("404", visitor="login", official="200"), "→ {attempt_path}"),
    "en/courses/steps/<uuid:key>/note/": (NOT_SO, LEARNERS_DEED),
    "en/courses/steps/<uuid:key>/keep/": (NOT_SO, LEARNERS_DEED),
    "en/courses/steps/<uuid:key>/watched/": (NOT_SO, each("404") | dict.fromkeys(ENROLLED, "400")),
    "en/courses/steps/<uuid:key>/read/": (NOT_SO, each("404") | dict.fromkeys(ENROLLED, "400")),
    "en/webinars/<uuid:key>/read/": (NOT_SO, each("400", visitor="404", unconfirmed="404")),
    "en/webinars/<uuid:key>/watched/": (NOT_SO, each("400", visitor="404", unconfirmed="404")),
    "certificates/": view(EVERYONE),
    "certificates/of/<uuid:key>/": (instead(MEMBERS, "404"), NOT_SO),
    "certificates/did.json": view(EVERYONE),
    "certificates/status.jwt": view(EVERYONE),
    "certificates/<certificate_code:code>/": view(EVERYONE),
    "certificates/<certificate_code:code>/reissue/": (NOT_SO, each("404")),
    "certificates/<certificate_code:code>.pdf": view(EVERYONE),
    "certificates/<certificate_code:code>.json": view(EVERYONE),
    r"en/^((?:[\w\-]+/)*)$": (EVERYONE, each("403")),
    r"^media/(?P<path>.+)$": page(NOBODY),
}

DOORS = {
    "admin/login/": page(each(TO_SECOND_FACTOR, visitor="door") | dict.fromkeys(PROVED, "door")),
    "_util/login/": page(each("door")),
    "^django-admin/": page(each("door")),
    "en/_util/login/": page(NOBODY),
    "en/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": page(NOBODY),
    "documents/authenticate_with_password/<int:restriction_id>/": page(NOBODY),
    r"documents/^(\d+)/(.*)$": page(EVERYONE),
}

TO_LEARNING = each("→ /my/")
ENTRANCE = TO_LEARNING | {"visitor": "200"}
SECOND_STEP = TO_LEARNING | {"visitor": "door"}


def confirmed(answers):
    """An account may set up a second factor once its address is confirmed."""
    return page(answers | {"unconfirmed": "→ /accounts/2fa/"})


ALLAUTH = {
    "accounts/login/": form(ENTRANCE),
    "accounts/signup/": form(ENTRANCE),
    "accounts/logout/": (MEMBERS | {"visitor": "→ /"}, each("→ /")),
    "accounts/inactive/": view(EVERYONE),
    "accounts/reauthenticate/": form(MEMBERS),
    "accounts/email/": action(MEMBERS, "→ /accounts/email/"),
    "accounts/confirm-email/": view(EVERYONE),
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": (EVERYONE, NOBODY),
    "accounts/password/change/": form(MEMBERS),
    "accounts/password/set/": page(instead(MEMBERS, "→ /accounts/password/change/")),
    "accounts/password/reset/": form(EVERYONE),
    "accounts/password/reset/done/": view(EVERYONE),
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": page(EVERYONE),
    "accounts/password/reset/key/done/": view(EVERYONE),
    "accounts/login/code/confirm/": page(SECOND_STEP),
    "accounts/2fa/": view(MEMBERS),
    "accounts/2fa/authenticate/": page(SECOND_STEP),
    "accounts/2fa/reauthenticate/": page(instead(MEMBERS, PROVED_AGAIN) | dict.fromkeys(PROVED, "200")),
    "accounts/2fa/totp/activate/": confirmed(again("/accounts/2fa/totp/activate/")),
    "accounts/2fa/totp/deactivate/": page(of_their_factor("/accounts/2fa/totp/deactivate/", "404")),
    "accounts/2fa/recovery-codes/": (of_their_factor("/accounts/2fa/recovery-codes/", "404"), instead(MEMBERS, "405")),
    "accounts/2fa/recovery-codes/generate/": page(again("/accounts/2fa/recovery-codes/generate/")),
    "accounts/2fa/recovery-codes/download/": page(of_their_factor("/accounts/2fa/recovery-codes/download/", "404")),
    "accounts/2fa/webauthn/": view(MEMBERS),
    "accounts/2fa/webauthn/add/": confirmed(again("/accounts/2fa/webauthn/add/")),
    "accounts/2fa/webauthn/reauthenticate/": page(instead(MEMBERS, PROVED_AGAIN)),
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": page(again("/accounts/2fa/webauthn/keys/1/remove/")),
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": page(again("/accounts/2fa/webauthn/keys/1/edit/")),
    "accounts/2fa/webauthn/login/": page(SECOND_STEP),
    "accounts/3rdparty/": form(MEMBERS),
    "accounts/3rdparty/login/cancelled/": view(EVERYONE),
    "accounts/3rdparty/login/error/": (each("401"), NOT_SO),
    "accounts/3rdparty/signup/": page(each("door")),
    "accounts/social/login/cancelled/": page(each("→ /accounts/3rdparty/login/cancelled/")),
    "accounts/social/login/error/": page(each("→ /accounts/3rdparty/login/error/")),
    "accounts/social/signup/": page(each("→ /accounts/3rdparty/signup/")),
    "accounts/social/connections/": page(each("→ /accounts/3rdparty/")),
    # No provider is configured here.
    "accounts/microsoft/login/": page(NOBODY),
    "accounts/microsoft/login/callback/": page(NOBODY),
    "accounts/google/login/": page(NOBODY),
    "accounts/google/login/callback/": page(NOBODY),
    "accounts/google/login/token/": page(NOBODY),
    "accounts/oidc/^(?P<provider_id>[^/]+)/login/": page(NOBODY),
    "accounts/oidc/^(?P<provider_id>[^/]+)/login/callback/": page(NOBODY),
    "accounts/oidc/<provider_id>/login/": page(NOBODY),
    "accounts/oidc/<provider_id>/login/callback/": page(NOBODY),
    "accounts/sessions/": action(MEMBERS, "→ /accounts/sessions/"),
}

# The reporting API checks tokens only and ignores accounts.
API = {
    "api/v1/docs/": view(EVERYONE),
    "api/v1/openapi.json": page(EVERYONE),
    **{
        f"api/v1/{rows}": (each("401"), NOT_SO) for rows in ("activities", "figures", "organisations", "participations")
    },
    "api/v1/": page(NOBODY),
    "api/^(?P<rest>.*)$": page(NOBODY),
}
