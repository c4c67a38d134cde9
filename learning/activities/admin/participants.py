from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from learning.people.admin.audited_export import AuditedExport

from ..models import Enrolment
from . import access, participants_export
from .filters import ParticipantFilterSet
from .participant_bulk_actions import buttons_for

FACTS = {
    "attended_on": _("Came"),
    "started_on": _("Started"),
    "replayed_on": _("Watched"),
    "completed_at": _("Completed"),
}


def day(name):
    """Return an accessor of the fact `name` as an ISO date, which no reader can misread."""
    name = "completed_on" if name == "completed_at" else name
    return lambda enrolment: f"{told:%Y-%m-%d}" if (told := getattr(enrolment, name)) else ""


def organisation(enrolment):
    """Return the organisation of the affiliation snapshot, and whether it was a member."""
    if enrolment.organisation is None:
        return ""
    return (
        _("%(organisation)s · member") % {"organisation": enrolment.organisation}
        if enrolment.is_member
        else str(enrolment.organisation)
    )


class ParticipantsView(access.OfOneActivity, AuditedExport, IndexView):
    """List of the participants of one activity. Reporting staff may view it; officers may also act on them."""

    permission = access.SEE_PEOPLE
    any_permission_required = None
    model = Enrolment
    page_title = _("Participants")
    verbose_name_plural = _("participants")
    template_name = "activities/admin/participants.html"
    index_url_name = "activity:participants"
    filterset_class = ParticipantFilterSet
    search_fields = ["person__name", "person__email", "organisation__name"]
    default_ordering = "person__name"
    paginate_by = 100

    def get_base_queryset(self):
        related = "person__merged_into__merged_into", "organisation"
        return self.activity.enrolments.select_related(*related)

    def get_index_url(self):
        return self.address("participants")

    def get_index_results_url(self):
        return self.address("participants_of_results")

    @cached_property
    def finder(self):
        return AdminURLFinder(self.request.user)

    def person_url(self, enrolment):
        person = enrolment.person.canonical
        if self.request.user.has_perm("people.view_person"):
            return self.finder.get_edit_url(person) or reverse("person:inspect", args=[person.pk])
        return None

    def get_list_buttons(self, enrolment):
        return buttons_for(enrolment, self.index_url) if self.can_run else []

    @cached_property
    def columns(self):
        name = self._get_title_column_class(TitleColumn)(
            "name",
            label=_("Name"),
            accessor="person.canonical",
            sort_key="person__name",
            width="18%",
            get_url=self.person_url,
            get_title_id=lambda enrolment: f"enrolment_{enrolment.pk}_title",
        )
        columns = [
            name,
            Column("organisation", label=_("Organisation"), accessor=organisation, sort_key="organisation__name"),
            Column("role", label=_("Role"), accessor="get_role_display", sort_key="role"),
            StatusTagColumn(
                "status",
                label=_("Status"),
                accessor="get_status_display",
                sort_key="status",
                primary=lambda enrolment: enrolment.is_enrolled,
            ),
            Column("source", label=_("Source"), accessor="get_source_display", sort_key="source"),
            *[Column(name, label=label, accessor=day(name), sort_key=name) for name, label in FACTS.items()],
        ]
        return [BulkActionsCheckboxColumn("bulk_actions", obj_type="enrolment"), *columns] if self.can_run else columns

    @cached_property
    def header_buttons(self):
        return []

    export_headings = {
        "name": _("Name"),
        "email": _("E-mail address"),
        "job_title": _("Job title"),
        "organisation": _("Organisation"),
        "country": _("Country"),
        "member": _("Member"),
        "role": _("Role"),
        "status": _("Status"),
        "source": _("Source"),
        **FACTS,
    }

    @cached_property
    def list_export(self):
        """Return the columns of the export; e-mail addresses only for users who may run activities."""
        return [name for name in self.export_headings if name != "email" or self.can_run]

    def audited_details(self):
        return {"list": "participants", "activity": self.activity.pk}

    def get_filename(self):
        return f"participants-{self.activity.pk}"

    def get_export_rows(self, queryset):
        return participants_export.rows(queryset, self.list_export)
