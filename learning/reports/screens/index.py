from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from learning.activities.models import Activity

from ..permissions import SEE_ACTIVITIES, SEE_PEOPLE, SEE_SNAPSHOTS


@dataclass(frozen=True)
class ScreenLink:
    """A screen, with the question it answers."""

    url_name: str
    title: str
    question: str
    permission: str = SEE_ACTIVITIES

    @property
    def url(self):
        return reverse(self.url_name)


GROUPS = [
    (
        _("To print"),
        [
            ScreenLink(
                "reports:annual",
                _("Annual figures"),
                _("Which sentences go into the report, with last year beside them? Ready to copy, and to freeze."),
            ),
            ScreenLink(
                "reports:gender",
                _("Women and men, for print"),
                _("Which numbers about women and men may be passed on?"),
            ),
            ScreenLink(
                "reports:snapshots",
                _("Frozen figures"),
                _("What did we print, and what has changed since?"),
                SEE_SNAPSHOTS,
            ),
        ],
    ),
    (
        _("Who took part"),
        [
            ScreenLink(
                "reports:participants",
                _("Participants by activity"),
                _(
                    "How many registered, came and completed, activity by activity? From there, a page on each to print."
                ),
            ),
            ScreenLink(
                "reports:regions",
                _("Regions and gender"),
                _("From which regions and countries did people come, and how many of them are women?"),
            ),
            ScreenLink(
                "reports:recordings",
                _("Recordings and resources"),
                _("Which recordings were watched, by how many and for how long?"),
            ),
            ScreenLink("reports:trends", _("Trends"), _("More or fewer than last year, last quarter, last month?")),
        ],
    ),
    (
        _("With whom, and to what end"),
        [
            ScreenLink(
                "reports:members",
                _("Members' engagement"),
                _("Which members took part, which did not this time, and which never have?"),
            ),
            ScreenLink(
                "reports:partners",
                _("Partners and funders"),
                _("With whom do we work, in which role, and whom does that reach?"),
            ),
            ScreenLink(
                "reports:targets",
                _("Targets and what was reached"),
                _("What did we aim at, and by how much did we miss or pass it?"),
            ),
            ScreenLink(
                "reports:applications",
                _("Applications"),
                _("What became of those who applied, up to those who completed?"),
            ),
        ],
    ),
    (
        _("Behind the figures"),
        [
            ScreenLink(
                "reports:rules",
                _("How we count"),
                _("Which rule makes which figure? Each in a sentence, with its version."),
            ),
            ScreenLink(
                "reports:quality",
                _("Data quality"),
                _("What is missing or doubtful in the register, and where do you correct it?"),
                SEE_PEOPLE,
            ),
            ScreenLink(
                "reports:participations",
                _("Participations as a file"),
                _("Where are the rows that every figure is counted from?"),
            ),
        ],
    ),
]


class FiguresIndexView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """All screens of figures, each with the question it answers."""

    page_title = _("All figures")
    header_icon = "table"
    template_name = "reports/screens/index.html"
    permission_policy = ModelPermissionPolicy(Activity)
    permission_required = "view"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        may = self.request.user.has_perm
        groups = [(title, [entry for entry in entries if may(entry.permission)]) for title, entries in GROUPS]
        return super().get_context_data(groups=groups, **kwargs)
