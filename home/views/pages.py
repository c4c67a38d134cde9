from django.http import Http404
from django.utils.translation import get_language
from wagtail import views
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.url_routing import RouteResult

from courses.models import CoursePage
from courses.removed_steps import to_course

from ..page_lookup import find


def serve(request, path):
    """Serve a page with Wagtail's own view, found by `home.page_lookup`."""
    page = find(path, get_language())
    if page is None:
        return _missing(request, path)
    request._wagtail_route_for_request = RouteResult(page)
    return views.serve(request, path)


def _missing(request, path):
    """Raise 404, but redirect an address below a course to the course.

    The course then shows that the lesson is gone. An address that has a redirect in Wagtail raises 404 too, for the
    redirect middleware.
    """
    index, slug, *below = [*path.split("/"), "", ""][:3]
    course = find(f"{index}/{slug}/", get_language()) if any(below) else None
    if not isinstance(course, CoursePage) or get_redirect(request, Redirect.normalise_path(request.path)):
        raise Http404
    return to_course(course)
