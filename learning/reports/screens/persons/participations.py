"""Participations of a scope as a file: the rows that every figure is counted from."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from learning.people import audit_log
from learning.reports import exports
from learning.reports.measures.definitions import VERSION
from learning.reports.permissions import SEE_ACTIVITIES, SEE_PEOPLE
from learning.reports.queries.participations import participations, table
from learning.reports.scope import description
from learning.reports.scope.scopes import BadScope, Scope


class OfScope:
    """A view of one scope for people who may see figures. A scope that can't be read gets a sentence."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(SEE_ACTIVITIES):
            raise Http404
        try:
            self.scope = Scope.parse(request.GET)
        except BadScope as bad:
            messages.error(request, str(bad))
            return redirect("reports:participations")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def sees_people(self):
        return self.request.user.has_perm(SEE_PEOPLE)


class ParticipationsView(OfScope, WagtailAdminTemplateMixin, TemplateView):
    """What would be in the file, and the file in each form."""

    page_title = gettext_lazy("Participations as a file")
    header_icon = "download"
    template_name = "reports/admin/participations.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        figures = {"url": reverse("reports:participants"), "label": _("Participants by activity")}
        return [*super().get_breadcrumbs_items(), figures, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        number = participations(self.scope).count()
        return super().get_context_data(
            head=description.head(self.scope),
            query=self.scope.query(),
            number=number,
            fits=number <= exports.MOST_ROWS,
            most=exports.MOST_ROWS,
            version=VERSION,
            sees_people=self.sees_people,
            **kwargs,
        )


class ParticipationsFileView(OfScope, TemplateView):
    """The file itself, sent while it is read. With people only for those who may see them, and kept in the audit log."""

    def get(self, request, *args, **kwargs):
        form, with_people = request.GET.get("export", "csv"), bool(request.GET.get("people"))
        if form not in exports.FORMATS or (with_people and not self.sees_people):
            raise Http404
        number = participations(self.scope).count() if with_people or form == "xlsx" else None
        if form == "xlsx" and number > exports.MOST_ROWS:
            messages.error(request, _("That is too much for a spreadsheet. Narrow it, or take it as CSV."))
            return redirect(f"{reverse('reports:participations')}?{self.scope.urlencode()}")
        if with_people:
            details = {"list": "participations", "rows": number, "format": form, "scope": self.scope.query()}
            audit_log.record(audit_log.Action.PEOPLE_EXPORTED, request.user, details=details)
        name = "-".join(["participations", *self.scope.query().values(), f"rules-v{VERSION}"])
        return exports.send(table(self.scope, with_people=with_people), name, form)
