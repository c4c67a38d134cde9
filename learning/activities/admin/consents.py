"""Reports > Consents: who agreed to the newsletter, to photographs, to recordings."""

import django_filters
from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from learning.people.admin.audited_export import AuditedExport
from learning.people.canonical import canonical_id
from learning.people.reachable import reachable

from ..models import Activity, Consent, Enrolment
from . import access


class ConsentFilterSet(WagtailFilterSet):
    purpose = django_filters.ChoiceFilter(
        label=_("To what"), choices=Consent.Purpose.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    activity = django_filters.ModelChoiceFilter(
        label=_("Enrolled in"), queryset=Activity.objects.all(), method="filter_activity"
    )

    class Meta:
        model = Consent
        fields = ["purpose", "activity"]

    def filter_activity(self, consents, name, activity):
        enrolled = Enrolment.objects.filter(activity=activity).order_by()
        return consents.filter(counted_as__in=enrolled.values(who=canonical_id("person")))


class ConsentsView(AuditedExport, ReportView):
    """Report of all consents that are not revoked, for users who may run activities."""

    page_title = _("Consents")
    header_icon = "check"
    index_url_name = "consents"
    index_results_url_name = "consents_results"
    filterset_class = ConsentFilterSet
    any_permission_required = None
    permission_policy = ModelPermissionPolicy(Activity)
    permission_required = "run"
    default_ordering = "-given_at"
    paginate_by = 100
    is_searchable = False
    columns = [
        Column("name", label=_("Name"), accessor="person.canonical.name"),
        Column("email", label=_("E-mail address"), accessor="person.canonical.email"),
        Column("organisation", label=_("Organisation"), accessor="person.canonical.organisation"),
        Column("purpose", label=_("To what"), accessor="get_purpose_display", sort_key="purpose"),
        Column("given_at", label=_("Since"), accessor=lambda row: f"{row.given_at:%Y-%m-%d}", sort_key="given_at"),
    ]
    list_export = ["name", "email", "organisation", "language", "purpose", "given_at"]
    export_headings = {**{column.name: column.label for column in columns}, "language": _("Language")}

    def get_base_queryset(self):
        related = ("person__organisation", "person__merged_into__organisation")
        related += ("person__merged_into__merged_into__organisation",)
        standing = Consent.objects.filter(revoked_at=None).exclude(person__email="", person__name="")
        standing = standing.annotate(counted_as=canonical_id("person")).select_related(*related)
        # The newsletter list is used to send e-mails; the other lists only say what may be published.
        unreachable = ~Q(counted_as__in=reachable().order_by().values("pk"))
        return standing.exclude(unreachable, purpose=Consent.Purpose.NEWSLETTER)

    def audited_details(self):
        return {"list": "consents"}

    def get_filename(self):
        return "consents"

    def to_row_dict(self, consent):
        person = consent.person.canonical
        return {
            "name": person.name,
            "email": person.email,
            "organisation": str(person.organisation or ""),
            "language": person.language,
            "purpose": consent.get_purpose_display(),
            "given_at": consent.given_at.date(),
        }


class ConsentsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(access.RUN)


def menu_item():
    return ConsentsMenuItem(_("Consents"), reverse("consents"), name="consents", icon_name="check", order=1100)
