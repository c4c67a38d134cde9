from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy


class PermissionOr404Mixin:
    """Answer 404 to people who lack `permission`."""

    permission = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class UnderFigures:
    """A page of figures, with the way back to them above it; `trail` are the pages between, as (url name, title)."""

    _show_breadcrumbs = True
    trail = ()

    def get_breadcrumbs_items(self):
        steps = [("reports:participants", gettext_lazy("Participants by activity")), *self.trail]
        above = [{"url": reverse(name), "label": title} for name, title in steps]
        return [
            *super().get_breadcrumbs_items(),
            *above,
            {"url": "", "label": self.get_page_subtitle() or self.page_title},
        ]
