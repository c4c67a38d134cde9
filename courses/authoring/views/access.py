"""Permissions on a course: Wagtail's page permissions, checked by every view about one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page

from courses.progress import editions_of

from ..draft_outline import DraftOutline


class OfOneCourse(WagtailAdminTemplateMixin):
    """Base of a view of one course, given by the `pk` of its page in any language.

    404 if there is no such course. A user who may not edit it is sent back to the admin's home.
    """

    header_icon = "list-ul"
    tab = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        page = Page.objects.filter(pk=kwargs["pk"], alias_of=None).first()
        self.editions = list(editions_of(page.translation_key)) if page else []
        if not self.editions:
            raise Http404
        self.course = self.editions[0]

    def dispatch(self, request, *args, **kwargs):
        if not self.may():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def permissions(self):
        return self.course.permissions_for_user(self.request.user)

    def may(self):
        return self.permissions.can_edit()

    @cached_property
    def plan(self):
        return DraftOutline(self.course)

    def address(self, name, *args):
        return reverse(f"authoring:{name}", args=[self.course.pk, *args])

    def get_breadcrumbs_items(self):
        items = get_breadcrumbs_items_for_page(self.course, self.request.user)
        return [*items, {"url": "", "label": self.get_page_title(), "sublabel": self.course.get_admin_display_title()}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "course": self.course, "tabs": self.tabs()}

    def tabs(self):
        """Return [(address, label, whether it is the current one)] of the tabs that this author may use."""
        offered = [
            ("outline", _("Outline"), True),
            ("gaps", _("Before publishing"), True),
            ("publish", _("Publish all"), self.permissions.can_publish()),
            ("submit", _("Send for approval"), True),
            ("copy", _("Copy for a new edition"), self.may_copy()),
        ]
        return [(self.address(name), label, name == self.tab) for name, label, may in offered if may]

    def may_copy(self):
        return self.permissions.can_copy_to(self.course.get_parent(), recursive=True)
