from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

import courses.urls
import home.urls
import learning.activities.urls
import learning.certificates.urls
import learning.people.accounts.single_sign_on_views
import learning.reports.api.urls
import webinars.urls
from home.views import errors, pages, redirects
from learning.core.middleware.health import healthz
from learning.media.files.views import serve
from learning.people.admin.own_account import OwnAccountView

handler400, handler403, handler404, handler429, handler500 = (
    errors.bad_request,
    errors.permission_denied,
    errors.page_not_found,
    errors.too_many,
    errors.server_error,
)

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    # Wagtail's own log-in forms have no confirmation, rate limits or second factor: only allauth's log-in is used.
    path("admin/login/", redirects.to_login),
    path("_util/login/", redirects.to_login),
    re_path("^django-admin/", redirects.to_login),
    path("admin/account/", require_admin_access(OwnAccountView.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    # Before allauth's own at the same addresses.
    path("accounts/", include(learning.people.accounts.single_sign_on_views)),
    path("accounts/", include("allauth.urls")),
    # No document is protected by a shared password.
    path("documents/authenticate_with_password/<int:restriction_id>/", redirects.shut),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.+)$", serve, name="media"),
    path("certificates/", include(learning.certificates.urls)),
    path("api/", include(learning.reports.api.urls)),
    path("my/", redirects.to_my_learning),
    *i18n_patterns(
        path("activities/", include(learning.activities.urls)),
        path("courses/", include(courses.urls)),
        path("webinars/", include(webinars.urls)),
        path("", include(home.urls)),
        re_path(wagtail_urls.serve_pattern, pages.serve),
        path("", include(wagtail_urls)),
    ),
]
